//! Points and rectangles in CSS pixels.

/// A position in CSS pixels from the top left corner.
pub(crate) type Point = (f64, f64);

/// A rectangle in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rect {
    /// Left edge.
    pub x: f64,
    /// Top edge.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

impl Rect {
    pub(crate) fn around((x, y): Point, width: f64, height: f64) -> Self {
        Self { x: x - 0.5 * width, y: y - 0.5 * height, width, height }
    }

    pub(crate) fn center(&self) -> Point {
        (self.x + 0.5 * self.width, self.y + 0.5 * self.height)
    }

    /// The same rectangle, larger by `margin` on every side.
    #[must_use]
    pub(crate) fn grown(&self, margin: f64) -> Self {
        let (width, height) = (self.width + 2.0 * margin, self.height + 2.0 * margin);
        Self { x: self.x - margin, y: self.y - margin, width, height }
    }

    /// The area that two rectangles share.
    pub(crate) fn overlap(&self, other: &Self) -> f64 {
        let width = (self.x + self.width).min(other.x + other.width) - self.x.max(other.x);
        let height = (self.y + self.height).min(other.y + other.height) - self.y.max(other.y);
        width.max(0.0) * height.max(0.0)
    }

    pub(crate) fn overlaps(&self, other: &Self) -> bool {
        self.overlap(other) > 0.0
    }

    pub(crate) fn contains(&self, other: &Self) -> bool {
        other.x >= self.x
            && other.y >= self.y
            && other.x + other.width <= self.x + self.width
            && other.y + other.height <= self.y + self.height
    }

    pub(crate) fn has(&self, (x, y): Point) -> bool {
        x >= self.x && x <= self.x + self.width && y >= self.y && y <= self.y + self.height
    }

    /// The point of the rectangle nearest to another.
    pub(crate) fn nearest(&self, (x, y): Point) -> Point {
        (x.clamp(self.x, self.x + self.width), y.clamp(self.y, self.y + self.height))
    }

    /// The same size, moved as little as possible to lie inside `bounds`.
    #[must_use]
    pub(crate) fn moved_inside(&self, bounds: &Self) -> Self {
        let x = self.x.min(bounds.x + bounds.width - self.width).max(bounds.x);
        let y = self.y.min(bounds.y + bounds.height - self.height).max(bounds.y);
        Self { x, y, ..*self }
    }
}
