//! The WebAssembly binding: what the page may ask of Downhill.
//!
//! Cold, structured data (catalogue, links, standings) crosses by serde; trajectories and pixels cross as typed arrays,
//! copied, never as views. The page owns the frame loop; no closure crosses. Errors are `Error` objects with a `code`.
#![cfg(target_arch = "wasm32")]

mod canvas;
mod catalog;
mod error;
mod fields;
mod link;
mod picture;
mod race;
mod setup;

pub use catalog::catalog;
pub use link::{check_setup, opening_setup, parse_link, print_link};
pub use picture::{LossPicture, MapPicture, draw_runner_key};
pub use race::Race;

/// Half the code of the standard allocator. Memory that is freed is used again.
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();
