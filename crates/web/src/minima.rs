//! The Minima lab: small networks trained and measured, in workers; links, statistics and pictures of it on the page.

mod catalog;
mod lines;
mod link;
mod measurements;
mod planes;
mod points;
mod request;
mod setup;
mod statistics;
mod task;
mod wells;

pub use catalog::minima_catalog;
pub use lines::{draw_lines, draw_paired};
pub use link::{check_minima_setup, fit_minima_setup, parse_minima_link, print_minima_link};
pub use planes::PlanePictures;
pub use points::{draw_scatter, draw_spectra};
pub use setup::minima_courses;
pub use statistics::paired_test;
pub use task::{DigitsData, MinimaTask};
pub use wells::{WellsPicture, fresh_gaps, measure_wells};
