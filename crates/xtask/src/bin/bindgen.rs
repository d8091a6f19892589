//! `bindgen WASM NAME FOLDER`: writes the JavaScript and TypeScript binding of a wasm file, with wasm-bindgen's generator.

use std::env;

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

fn main() -> Result<()> {
    let mut arguments = env::args_os().skip(1);
    let input = arguments.next().context("no wasm file given")?;
    let name = arguments.next().context("no name given")?;
    let folder = arguments.next().context("no folder given")?;
    Bindgen::new()
        .input_path(input)
        .web(true)?
        .typescript(true)
        .out_name(&name.to_string_lossy())
        .remove_name_section(true)
        .remove_producers_section(true)
        // The page says where the file is: it may have been packed into one with everything else.
        .omit_default_module_path(true)
        .generate(folder)
}
