//! What a key left out of a link means, one table a version. Append only: a table that was released never changes.
//!
//! The other defaults of a version are the catalogue's: a surface's start and view, a parameter's default. They are
//! frozen in the same way, and the golden files beside the links' tests hold them to it.

/// Version 1.
pub(crate) mod v1 {
    /// `f`
    pub(crate) const SURFACE: &str = "rosenbrock";
    /// `steps`
    pub(crate) const STEPS: usize = 500;
    /// `target` lies this far above the surface's lowest known loss.
    pub(crate) const TARGET_ABOVE_LOWEST: f64 = 1e-3;
}
