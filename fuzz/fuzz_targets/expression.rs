//! No text makes the parser of expressions panic, and what it accepts can be computed, printed and read again.

#![no_main]

use downhill::{Expression, MAX_LENGTH, View};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    match Expression::parse(text) {
        Ok(expression) => {
            let jet = expression.jet_at(0.3, -0.7);
            let value = expression.value_at(0.3, -0.7);
            assert!(jet.value.to_bits() == value.to_bits() || (jet.value.is_nan() && value.is_nan()));
            let grid = expression.sample(View { x: [-1.0, 1.0], y: [-1.0, 1.0] }, 3, 3);
            assert_eq!(grid.values.len(), 9);
            assert!(!expression.mathml().is_empty());
            assert!(Expression::parse(expression.text()).is_ok());
        }
        Err(error) => assert!(error.column >= 1 && error.column <= text.chars().count().max(MAX_LENGTH) + 1),
    }
});
