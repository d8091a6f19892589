//! Derivatives by differences, as one takes them who has only values: what they are worth depends on the step.
//!
//! With step h the forward difference (f(x + h) - f(x)) / h is off by about h/2 · f'' because a secant is no tangent, and the
//! central one (f(x + h) - f(x - h)) / 2h by h²/6 · f'''; both are off by about ε |f| / h because values are rounded
//! (J. Nocedal and S. J. Wright, "Numerical Optimization", 2006, section 8.1). So the error falls with h and then rises again,
//! and the best step depends on derivatives that nobody knows.

use crate::math::norm;

/// Gradients by differences with one step.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Difference {
    /// By forward differences: three values of the loss.
    pub forward: [f64; 2],
    /// By central differences: four values of the loss.
    pub central: [f64; 2],
}

impl Difference {
    /// The differences of `loss` at a point, with the step `h` along each variable. The divisor is the difference of the
    /// points as they are rounded.
    #[must_use]
    pub fn of(loss: impl Fn(f64, f64) -> f64, [x, y]: [f64; 2], h: f64) -> Self {
        let here = loss(x, y);
        let [right, left, up, down] = [x + h, x - h, y + h, y - h];
        let [at_right, at_left, at_up, at_down] = [loss(right, y), loss(left, y), loss(x, up), loss(x, down)];
        Self {
            forward: [(at_right - here) / (right - x), (at_up - here) / (up - y)],
            central: [(at_right - at_left) / (right - left), (at_up - at_down) / (up - down)],
        }
    }

    /// How far both are from `gradient`: the lengths of what is wrong with them.
    #[must_use]
    pub fn errors(&self, gradient: [f64; 2]) -> [f64; 2] {
        [self.forward, self.central].map(|own| norm(&[own[0] - gradient[0], own[1] - gradient[1]]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::math::exp10;
    use crate::surface;

    #[test]
    fn a_line_has_its_slope_and_a_parabola_half_a_step_more() {
        let line = Difference::of(|x, y| 3.0 * x - 2.0 * y, [0.5, 0.25], 0.5);
        assert_eq!((line.forward, line.central), ([3.0, -2.0], [3.0, -2.0]));
        // (x + h)² - x² = 2xh + h²
        let parabola = Difference::of(|x, y| x * x + y * y, [1.0, -2.0], 0.5);
        assert_eq!((parabola.forward, parabola.central), ([2.5, -3.5], [2.0, -4.0]));
        assert_eq!(parabola.errors([2.0, -4.0]), [norm(&[0.5, 0.5]), 0.0]);
    }

    #[test]
    fn errors_fall_and_rise_again_and_central_ones_fall_faster() {
        let surface = surface::find("rosenbrock").expect("built in");
        let at = [-1.2, 1.0];
        let gradient = surface.dual_at(at[0], at[1]).gradient;
        let error = |exponent: i32| {
            Difference::of(|x, y| surface.value_at(x, y), at, exp10(f64::from(exponent))).errors(gradient)
        };
        let ([forward_2, central_2], [forward_3, central_3]) = (error(-2), error(-3));
        assert!((9.0..11.0).contains(&(forward_2 / forward_3)), "a tenth of the step, a tenth of the error");
        assert!((95.0..105.0).contains(&(central_2 / central_3)), "a tenth of the step, a hundredth of the error");
        let [forward, central] = error(-14);
        assert!(forward > error(-8)[0] * 100.0 && central > error(-5)[1] * 100.0, "round-off");
        // Below the spacing of numbers nothing is left.
        assert!(Difference::of(|x, y| x + y, [1.0, 1.0], 1e-17).forward[0].is_nan());
    }
}
