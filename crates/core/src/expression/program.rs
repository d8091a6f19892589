//! A tree as a list of instructions on a few registers.
//!
//! Constants are folded with the arithmetic that would compute them, and what occurs twice is computed once: neither changes
//! a bit. The list is ordered so that few results wait for each other (R. Sethi and J. D. Ullman, "The generation of optimal
//! code for arithmetic expressions", 1970), which is what lets registers be a small array.

use alloc::vec;
use alloc::vec::Vec;

use super::tree::{Node, Pair, Tree, Variable};
use crate::Scalar;
use crate::operation::Operation;

/// Registers of a program. A power of two: an index cut to its bits needs no check.
pub(super) const REGISTERS: usize = 16;
/// The registers of x and y.
const VARIABLES: usize = 2;
/// Whole powers up to this one are made by multiplications, larger ones by the power function.
const MAX_WHOLE_POWER: f64 = 64.0;

/// One operation and where its numbers are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Instruction {
    pub(super) operation: Operation,
    /// The registers of its numbers.
    pub(super) from: [u8; 2],
    /// The register of its result: never one of `from`.
    pub(super) to: u8,
}

/// What an expression computes.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Program {
    pub(super) instructions: Vec<Instruction>,
    /// The register of the value.
    pub(super) result: u8,
}

impl Program {
    /// The program of a tree.
    pub(super) fn of(tree: &Tree) -> Self {
        // With everything shared, more results may wait than there are registers; without, never (see the tests).
        let share = |shared| Steps::of(tree, shared).in_registers();
        share(true).or_else(|| share(false)).unwrap_or_else(|| Self {
            instructions: vec![Instruction { operation: Operation::Constant(f64::NAN), from: [0; 2], to: 2 }],
            result: 2,
        })
    }

    /// Its value, in whatever numbers the point is given.
    pub(super) fn eval<S: Scalar>(&self, x: S, y: S) -> S {
        // The first two are the variables; what the others hold is never read.
        let mut registers = [x; REGISTERS];
        registers[1] = y;
        for Instruction { operation, from: [a, b], to } in &self.instructions {
            let register = |index: u8| usize::from(index) % REGISTERS;
            registers[register(*to)] = operation.apply(registers[register(*a)], registers[register(*b)]);
        }
        registers[usize::from(self.result) % REGISTERS]
    }
}

/// A number while a program is made.
#[derive(Clone, Copy, Debug)]
enum Value {
    Constant(f64),
    /// x, y, or the result of a step.
    Varying(usize),
}

/// An operation on results of earlier steps; 0 and 1 are the variables, k + 2 is step k.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Step {
    operation: Operation,
    from: [usize; 2],
}

/// A program before its results have registers.
struct Steps {
    steps: Vec<Step>,
    result: usize,
    shared: bool,
}

impl Steps {
    fn of(tree: &Tree, shared: bool) -> Self {
        let mut steps = Self { steps: Vec::new(), result: 0, shared };
        let mut values: Vec<Value> = Vec::with_capacity(tree.len());
        for node in tree {
            let value = |place: u16| values[usize::from(place)];
            values.push(match *node {
                Node::Number(number) => Value::Constant(number),
                Node::Pi => Value::Constant(core::f64::consts::PI),
                Node::E => Value::Constant(core::f64::consts::E),
                Node::Variable(Variable::X) => Value::Varying(0),
                Node::Variable(Variable::Y) => Value::Varying(1),
                Node::Negative(a) => steps.unary(Operation::Negative, value(a)),
                Node::Call(function, a) => steps.unary(Operation::Function(function), value(a)),
                Node::Pair(pair, a, b) => steps.binary(pair, value(a), value(b)),
            });
        }
        steps.result = match values.last() {
            Some(Value::Varying(result)) => *result,
            Some(Value::Constant(c)) => steps.add(Operation::Constant(*c), [0; 2]),
            None => steps.add(Operation::Constant(f64::NAN), [0; 2]),
        };
        steps
    }

    fn add(&mut self, operation: Operation, from: [usize; 2]) -> usize {
        let step = Step { operation, from };
        let known = if self.shared { self.steps.iter().position(|other| same(other, &step)) } else { None };
        known.unwrap_or_else(|| {
            self.steps.push(step);
            self.steps.len() - 1
        }) + VARIABLES
    }

    fn unary(&mut self, operation: Operation, a: Value) -> Value {
        match a {
            Value::Constant(a) => Value::Constant(operation.apply(a, a)),
            Value::Varying(a) => Value::Varying(self.add(operation, [a; 2])),
        }
    }

    fn binary(&mut self, pair: Pair, a: Value, b: Value) -> Value {
        let (operation, from) = match (a, b) {
            (Value::Constant(a), Value::Constant(b)) => return Value::Constant(constant(pair, a, b)),
            (Value::Varying(a), Value::Varying(b)) => {
                let operation = match pair {
                    Pair::Sum => Operation::Sum,
                    Pair::Difference => Operation::Difference,
                    Pair::Product => Operation::Product,
                    Pair::Quotient => Operation::Quotient,
                    Pair::Power => Operation::Power,
                    Pair::Minimum => Operation::Minimum,
                    Pair::Maximum => Operation::Maximum,
                };
                (operation, [a, b])
            }
            (Value::Varying(a), Value::Constant(c)) => (with_constant(pair, c), [a; 2]),
            (Value::Constant(c), Value::Varying(a)) => {
                let operation = match pair {
                    Pair::Difference => Operation::From(c),
                    Pair::Quotient => Operation::Into(c),
                    Pair::Power => Operation::Exponential(c),
                    // The others do not mind the order.
                    _ => with_constant(pair, c),
                };
                (operation, [a; 2])
            }
        };
        Value::Varying(self.add(operation, from))
    }

    /// The steps in an order, and their results in registers; nothing if there are too few registers.
    fn in_registers(&self) -> Option<Program> {
        let order = self.order();
        let mut uses = vec![0_usize; self.steps.len()];
        let step_of = |number: usize| number.checked_sub(VARIABLES);
        for &step in &order {
            self.numbers(step).iter().filter_map(|&n| step_of(n)).for_each(|used| uses[used] += 1);
        }
        let mut free: Vec<u8> = (VARIABLES as u8..REGISTERS as u8).rev().collect();
        let mut register = vec![0_u8; self.steps.len()];
        let place = |register: &[u8], number: usize| step_of(number).map_or(number as u8, |step| register[step]);
        let mut instructions = Vec::with_capacity(order.len());
        for &step in &order {
            let Step { operation, from } = self.steps[step];
            let to = free.pop()?;
            instructions.push(Instruction { operation, from: from.map(|number| place(&register, number)), to });
            register[step] = to;
            for used in self.numbers(step).iter().filter_map(|&n| step_of(n)) {
                uses[used] -= 1;
                if uses[used] == 0 {
                    free.push(register[used]);
                }
            }
        }
        Some(Program { instructions, result: place(&register, self.result) })
    }

    /// The numbers that a step takes.
    fn numbers(&self, step: usize) -> &[usize] {
        let Step { operation, from } = &self.steps[step];
        &from[..operation.arity()]
    }

    /// Every step after those that it needs, and the branch that keeps more results waiting before the other.
    fn order(&self) -> Vec<usize> {
        let mut need: Vec<usize> = Vec::with_capacity(self.steps.len());
        for step in 0..self.steps.len() {
            let of = |number: usize| number.checked_sub(VARIABLES).map_or(0, |step| need[step]);
            let own = match *self.numbers(step) {
                [a, b] if of(a) == of(b) => of(a) + 1,
                [a, b] => of(a).max(of(b)),
                [a] => of(a),
                _ => 0,
            };
            need.push(own.max(1));
        }
        let mut order = Vec::with_capacity(self.steps.len());
        let mut done = vec![false; self.steps.len()];
        // A step stands here twice: first to have its numbers computed, then to be computed.
        let mut stack: Vec<(usize, bool)> =
            self.result.checked_sub(VARIABLES).map(|step| (step, false)).into_iter().collect();
        while let Some((step, is_ready)) = stack.pop() {
            if done[step] {
                continue;
            }
            if is_ready {
                done[step] = true;
                order.push(step);
                continue;
            }
            stack.push((step, true));
            // What is pushed last comes first. They are two at most: the library's sort would be a great deal of code for them.
            let first = stack.len();
            for number in self.numbers(step).iter().filter_map(|number| number.checked_sub(VARIABLES)) {
                let at = first + stack[first..].partition_point(|&(other, _)| need[other] <= need[number]);
                stack.insert(at, (number, false));
            }
        }
        order
    }
}

/// Two steps that give the same bits: 0 and −0 are different constants.
fn same(a: &Step, b: &Step) -> bool {
    let sign = |step: &Step| match step.operation {
        Operation::Plus(c)
        | Operation::Minus(c)
        | Operation::From(c)
        | Operation::Times(c)
        | Operation::Over(c)
        | Operation::Into(c)
        | Operation::Exponential(c)
        | Operation::AtMost(c)
        | Operation::AtLeast(c) => c.is_sign_negative(),
        _ => false,
    };
    a == b && sign(a) == sign(b)
}

/// A pair of constants, computed as it would be with numbers that vary.
fn constant(pair: Pair, a: f64, b: f64) -> f64 {
    match pair {
        Pair::Sum => a + b,
        Pair::Difference => a - b,
        Pair::Product => a * b,
        Pair::Quotient => a / b,
        Pair::Power => with_constant(Pair::Power, b).apply(a, a),
        Pair::Minimum => Operation::Minimum.apply(a, b),
        Pair::Maximum => Operation::Maximum.apply(a, b),
    }
}

/// The operation with a constant in second place.
fn with_constant(pair: Pair, c: f64) -> Operation {
    match pair {
        Pair::Sum => Operation::Plus(c),
        Pair::Difference => Operation::Minus(c),
        Pair::Product => Operation::Times(c),
        Pair::Quotient => Operation::Over(c),
        Pair::Power if c.abs() <= MAX_WHOLE_POWER && crate::math::floor(c) == c => Operation::WholePower(c as i32),
        Pair::Power => Operation::FixedPower(c),
        Pair::Minimum => Operation::AtMost(c),
        Pair::Maximum => Operation::AtLeast(c),
    }
}
