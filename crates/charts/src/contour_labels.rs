//! Where the numbers on contours go: few, apart from each other, where lines run level and have room.

use downhill::Contour;
use plotters_backend::DrawingBackend;

use crate::number::format_number;
use crate::pen::Pen;
use crate::rect::{Point, Rect};
use crate::text::{Align, Lettering};
use crate::theme::Rgb;

/// A number on a contour.
pub(crate) struct ContourLabel {
    pub(crate) level: f64,
    pub(crate) text: String,
    pub(crate) rect: Rect,
}

/// Most labels on a map.
const MAX_LABELS: usize = 10;

/// CSS pixels of map that one label needs.
const AREA_PER_LABEL: f64 = 36_000.0;

/// Lines shorter than this carry no label.
const SHORTEST: f64 = 90.0;

/// How far labels stay from the edges and from each other.
const EDGE: f64 = 34.0;
const APART: f64 = 58.0;

/// How contour labels are set: a little smaller than all else.
pub(crate) fn lettering(color: Rgb) -> Lettering {
    Lettering::new(10.5, color).align(Align::Center)
}

/// A place where a label could stand.
struct Candidate {
    /// Index of the level.
    level: usize,
    at: Point,
    cost: f64,
}

/// Chooses the labels. `lines` are the contours in pixels; `taken` is where text already stands.
pub(crate) fn label_contours<DB: DrawingBackend>(
    pen: &Pen<'_, DB>,
    contours: &[Contour],
    lines: &[Vec<Vec<Point>>],
    taken: &[Rect],
) -> Vec<ContourLabel> {
    let bounds = pen.bounds();
    let inner = bounds.grown(-EDGE);
    let most = ((bounds.width * bounds.height / AREA_PER_LABEL) as usize).clamp(2, MAX_LABELS);
    // Only the size matters here.
    let lettering = lettering(Rgb::hex(0));
    let texts: Vec<String> = contours.iter().map(|contour| format_number(contour.level)).collect();
    let sizes: Vec<(f64, f64)> = texts.iter().map(|text| pen.text_size(text, lettering)).collect();
    let crowd = Crowd::new(lines, &bounds);
    let rect = |candidate: &Candidate| {
        let (width, height) = sizes[candidate.level];
        Rect::around(candidate.at, width, height)
    };
    let mut candidates = candidates(lines, &inner, &crowd);
    candidates.retain(|candidate| {
        let rect = rect(candidate);
        inner.contains(&rect) && taken.iter().all(|other| !other.grown(8.0).overlaps(&rect))
    });
    let mut labels: Vec<ContourLabel> = Vec::new();
    let mut is_used = vec![false; contours.len()];
    // In the first round levels next to each other do not both get a label, in the second they may.
    for reach in [1, 0] {
        while labels.len() < most {
            let is_fresh = |candidate: &&Candidate| {
                let (from, to) = (candidate.level.saturating_sub(reach), candidate.level + reach);
                !is_used[from..=to.min(contours.len() - 1)].contains(&true)
            };
            let best = candidates.iter().filter(is_fresh).min_by(|a, b| a.cost.total_cmp(&b.cost));
            let Some(best) = best else { break };
            let (level, place) = (best.level, rect(best));
            is_used[level] = true;
            labels.push(ContourLabel { level: contours[level].level, text: texts[level].clone(), rect: place });
            let around = place.grown(APART);
            candidates.retain(|candidate| !around.overlaps(&rect(candidate)));
        }
    }
    labels
}

/// Points along all lines that are long enough, each with how little it suits a label.
fn candidates(lines: &[Vec<Vec<Point>>], inner: &Rect, crowd: &Crowd) -> Vec<Candidate> {
    /// Pixels between candidates on a line.
    const STRIDE: f64 = 14.0;
    let mut candidates = Vec::new();
    for (level, lines) in lines.iter().enumerate() {
        for line in lines {
            let length: f64 = line.windows(2).map(|pair| distance(pair[0], pair[1])).sum();
            if length < SHORTEST {
                continue;
            }
            let mut until = 0.5 * STRIDE;
            for pair in line.windows(2) {
                let step = distance(pair[0], pair[1]);
                while until <= step && step > 0.0 {
                    let part = until / step;
                    let at = (pair[0].0 + (pair[1].0 - pair[0].0) * part, pair[0].1 + (pair[1].1 - pair[0].1) * part);
                    if inner.has(at) {
                        let steepness = (pair[1].1 - pair[0].1).abs() / step;
                        candidates.push(Candidate { level, at, cost: 2.0 * steepness + crowd.around(at) });
                    }
                    until += STRIDE;
                }
                until -= step;
            }
        }
    }
    candidates
}

fn distance(a: Point, b: Point) -> f64 {
    ((a.0 - b.0) * (a.0 - b.0) + (a.1 - b.1) * (a.1 - b.1)).sqrt()
}

/// How much contour line there is in every square of the picture.
struct Crowd {
    columns: usize,
    rows: usize,
    /// Pixels of line.
    ink: Vec<f64>,
}

/// Side of a square.
const SQUARE: f64 = 24.0;

impl Crowd {
    fn new(lines: &[Vec<Vec<Point>>], bounds: &Rect) -> Self {
        let columns = (bounds.width / SQUARE).ceil().max(1.0) as usize;
        let rows = (bounds.height / SQUARE).ceil().max(1.0) as usize;
        let mut crowd = Self { columns, rows, ink: vec![0.0; columns * rows] };
        for line in lines.iter().flatten() {
            for pair in line.windows(2) {
                // Segments are short against a square: their middle stands for the whole.
                let middle = (0.5 * (pair[0].0 + pair[1].0), 0.5 * (pair[0].1 + pair[1].1));
                let index = crowd.index(middle);
                crowd.ink[index] += distance(pair[0], pair[1]);
            }
        }
        crowd
    }

    fn index(&self, (x, y): Point) -> usize {
        let column = ((x / SQUARE).max(0.0) as usize).min(self.columns - 1);
        let row = ((y / SQUARE).max(0.0) as usize).min(self.rows - 1);
        row * self.columns + column
    }

    /// Lines that cross the neighbourhood of a point, about.
    fn around(&self, (x, y): Point) -> f64 {
        let near = [(-0.5, -0.5), (0.5, -0.5), (-0.5, 0.5), (0.5, 0.5)];
        let ink: f64 = near.iter().map(|(dx, dy)| self.ink[self.index((x + dx * SQUARE, y + dy * SQUARE))]).sum();
        ink / (2.0 * SQUARE)
    }
}
