//! The WebAssembly binding: what the page may ask of Downhill.
//!
//! Cold, structured data (catalogue, links, standings) crosses by serde; trajectories and pixels cross as typed arrays,
//! copied, never as views. The page owns the frame loop; no closure crosses. Errors are `Error` objects with a `code`.
//!
//! Every lab is a feature, and a wasm file of its own; so is the writer of scripts, which has no pictures.
#![cfg(target_arch = "wasm32")]

#[cfg(feature = "batch")]
mod batch;
#[cfg(feature = "lab")]
mod canvas;
#[cfg(any(feature = "race", feature = "batch"))]
mod changes;
#[cfg(feature = "lab")]
mod complaint;
#[cfg(feature = "lab")]
mod drawing;
#[cfg(feature = "lab")]
mod error;
#[cfg(feature = "lab")]
mod fields;
#[cfg(feature = "minima")]
mod minima;
#[cfg(feature = "lab")]
mod presentation;
#[cfg(feature = "race")]
mod race;
#[cfg(feature = "lab")]
mod rules;
#[cfg(feature = "script")]
mod script;

#[cfg(feature = "batch")]
pub use batch::*;
#[cfg(feature = "lab")]
pub use drawing::draw_runner_key;
#[cfg(feature = "minima")]
pub use minima::*;
#[cfg(feature = "lab")]
pub use presentation::link_with;
#[cfg(feature = "race")]
pub use race::*;
#[cfg(feature = "script")]
pub use script::pytorch_script;

/// Half the code of the standard allocator. Memory that is freed is used again.
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();
