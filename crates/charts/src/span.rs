//! The horizontal axis of a loss chart: what it covers, and how it is spread.

use downhill::math::{exp10, floor, log10};

use crate::axis::ticks;

/// How the horizontal axis is spread over the width of a chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpanScale {
    /// In proportion.
    Linear,
    /// Each decade as wide as the next. An axis that starts at 0 or below shows log(1 + x), where 0 has a place.
    Log,
}

/// What a horizontal axis covers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Span {
    /// How it is spread.
    pub scale: SpanScale,
    /// What stands at the left end.
    pub from: f64,
    /// What stands at the right end.
    pub to: f64,
}

impl Span {
    /// Whether `x` lies between the ends.
    pub(crate) fn has(&self, x: f64) -> bool {
        x >= self.from && x <= self.to
    }

    /// Where `x` stands: 0 at the left end, 1 at the right one.
    pub(crate) fn position(&self, x: f64) -> f64 {
        match self.scale {
            SpanScale::Linear => (x - self.from) / positive_or_one(self.to - self.from),
            SpanScale::Log if self.from <= 0.0 => log10(1.0 + x.max(0.0)) / positive_or_one(log10(1.0 + self.to)),
            SpanScale::Log => log10(x.max(0.0) / self.from) / positive_or_one(log10(self.to / self.from)),
        }
    }

    /// What stands at a position, which is taken to lie between 0 and 1.
    pub(crate) fn at(&self, position: f64) -> f64 {
        let part = position.clamp(0.0, 1.0);
        match self.scale {
            SpanScale::Linear => self.from + part * (self.to - self.from),
            SpanScale::Log if self.from <= 0.0 => exp10(part * log10(1.0 + self.to)) - 1.0,
            SpanScale::Log => self.from * exp10(part * log10(self.to / self.from)),
        }
    }

    /// At most about `count` ticks, upwards, on a log axis where they do not crowd; only whole numbers if `is_whole`.
    pub(crate) fn ticks(&self, count: f64, is_whole: bool) -> Vec<f64> {
        let log = self.log_ticks(count);
        // A log axis of hardly a decade is nearly linear, and has too few powers of ten.
        let mut all = if log.len() > 2 { log } else { ticks([self.from, self.to], count.max(1.0)) };
        all.retain(|tick| !is_whole || tick.fract() == 0.0);
        all
    }

    /// Powers of ten, and 2 and 5 times them where there is room; none on a linear axis.
    fn log_ticks(&self, count: f64) -> Vec<f64> {
        let mut ticks = Vec::new();
        if self.scale == SpanScale::Linear || !(self.to > self.from && self.to.is_finite()) {
            return ticks;
        }
        let is_shifted = self.from <= 0.0;
        let (from, to) = (if is_shifted { 0.0 } else { log10(self.from) }, log10(self.to));
        let (lowest, decades) = (floor(from), to - from);
        let digits: &[f64] = if count > 3.0 * decades { &[1.0, 2.0, 5.0] } else { &[1.0] };
        let stride = (decades / count.max(1.0)).ceil().max(1.0);
        ticks.extend(is_shifted.then_some(0.0));
        let mut exponent = lowest;
        while exponent <= to {
            // Powers below 1 are divided by: 2 / 10 is 0.2, 2 * 0.1 may not be.
            let multiples =
                digits.iter().map(|d| if exponent < 0.0 { d / exp10(-exponent) } else { d * exp10(exponent) });
            ticks.extend(multiples.filter(|&tick| self.has(tick)));
            exponent += stride;
        }
        ticks
    }
}

fn positive_or_one(length: f64) -> f64 {
    if length > 0.0 { length } else { 1.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(scale: SpanScale, from: f64, to: f64) -> Span {
        Span { scale, from, to }
    }

    #[test]
    fn positions_and_places_are_inverse() {
        for span in [
            span(SpanScale::Linear, 0.0, 200.0),
            span(SpanScale::Linear, -3.0, 0.5),
            span(SpanScale::Log, 0.0, 5000.0),
            span(SpanScale::Log, 0.02, 40.0),
        ] {
            assert_eq!((span.position(span.from), span.position(span.to)), (0.0, 1.0), "{span:?}");
            for part in [0.0, 0.2, 0.7, 1.0] {
                assert!((span.position(span.at(part)) - part).abs() < 1e-12, "{span:?} at {part}");
            }
        }
        assert_eq!(span(SpanScale::Log, 0.0, 99.0).position(9.0), 0.5);
    }

    #[test]
    fn log_ticks_are_zero_and_powers_of_ten() {
        assert_eq!(span(SpanScale::Log, 0.0, 3000.0).ticks(6.0, true), [0.0, 1.0, 10.0, 100.0, 1000.0]);
        assert_eq!(span(SpanScale::Log, 0.0, 20.0).ticks(7.0, true), [0.0, 1.0, 2.0, 5.0, 10.0, 20.0]);
        assert_eq!(span(SpanScale::Log, 0.05, 20.0).ticks(5.0, false), [0.1, 1.0, 10.0]);
        assert_eq!(span(SpanScale::Log, 0.001, 0.04).ticks(5.5, false), [0.001, 0.002, 0.005, 0.01, 0.02]);
        assert_eq!(span(SpanScale::Log, 0.0, 0.5).ticks(5.0, false), [0.0, 0.1, 0.2, 0.3, 0.4, 0.5], "nearly linear");
        assert_eq!(span(SpanScale::Log, 0.0, 1e9).ticks(3.0, true), [0.0, 1.0, 1e3, 1e6, 1e9]);
    }

    #[test]
    fn a_span_of_nothing_has_a_place_but_no_ticks() {
        for scale in [SpanScale::Linear, SpanScale::Log] {
            let none = span(scale, 0.0, 0.0);
            assert_eq!((none.position(0.0), none.at(0.7)), (0.0, 0.0));
            assert!(none.ticks(5.0, true).is_empty());
            assert!(span(scale, 0.0, f64::INFINITY).ticks(5.0, true).is_empty());
        }
    }
}
