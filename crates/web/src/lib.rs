//! The WebAssembly binding: what the page may ask of Downhill.
//!
//! Cold, structured data (catalogue, links, standings) crosses by serde; trajectories and pixels cross as typed arrays,
//! copied, never as views. The page owns the frame loop; no closure crosses. Errors are `Error` objects with a `code`.
//!
//! Every lab is a feature, and a wasm file of its own; so are the blocks that turn, which every lab may show, what surveys
//! races in workers, and, without pictures, the writer of scripts and the panel of derivatives.
#![cfg(target_arch = "wasm32")]

#[cfg(feature = "batch")]
mod batch;
#[cfg(feature = "lab")]
mod canvas;
#[cfg(any(feature = "race", feature = "batch"))]
mod changes;
#[cfg(feature = "link")]
mod complaint;
#[cfg(feature = "derivatives")]
mod derivatives;
#[cfg(feature = "lab")]
#[cfg_attr(not(feature = "link"), expect(dead_code, reason = "a picture alone needs a part of it"))]
mod drawing;
#[cfg(feature = "lab")]
#[cfg_attr(not(feature = "link"), expect(dead_code, reason = "a picture alone needs a part of it"))]
mod error;
#[cfg(feature = "lab")]
#[cfg_attr(not(feature = "link"), expect(dead_code, reason = "a picture alone needs a part of it"))]
mod fields;
#[cfg(feature = "minima")]
mod minima;
#[cfg(feature = "link")]
mod presentation;
#[cfg(feature = "race")]
mod race;
#[cfg(feature = "link")]
mod rules;
#[cfg(feature = "script")]
mod script;
#[cfg(feature = "solid")]
mod solid;
#[cfg(feature = "survey")]
mod survey;

#[cfg(feature = "batch")]
pub use batch::*;
#[cfg(feature = "derivatives")]
pub use derivatives::Derivatives;
#[cfg(feature = "link")]
pub use drawing::draw_runner_key;
#[cfg(feature = "minima")]
pub use minima::*;
#[cfg(feature = "link")]
pub use presentation::link_with;
#[cfg(feature = "race")]
pub use race::*;
#[cfg(feature = "script")]
pub use script::pytorch_script;
#[cfg(feature = "solid")]
pub use solid::SolidPicture;
#[cfg(feature = "survey")]
pub use survey::*;

/// Half the code of the standard allocator. Memory that is freed is used again.
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();
