//! The WebAssembly binding: what the page may ask of Downhill.
//!
//! Cold, structured data (catalogue, links, standings) crosses by serde; trajectories and pixels cross as typed arrays,
//! copied, never as views. The page owns the frame loop; no closure crosses. Errors are `Error` objects with a `code`.
//!
//! Every lab is a feature, and a wasm file of its own.
#![cfg(target_arch = "wasm32")]

#[cfg(feature = "batch")]
mod batch;
mod canvas;
mod complaint;
mod drawing;
mod error;
mod fields;
#[cfg(feature = "minima")]
mod minima;
#[cfg(feature = "race")]
mod race;
mod rules;

#[cfg(feature = "batch")]
pub use batch::*;
pub use drawing::draw_runner_key;
#[cfg(feature = "minima")]
pub use minima::*;
#[cfg(feature = "race")]
pub use race::*;

/// Half the code of the standard allocator. Memory that is freed is used again.
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();
