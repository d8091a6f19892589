//! `cargo xtask bench`: measures the speed and size bars on the built page, in a real browser.

use std::env::consts::EXE_EXTENSION;
use std::path::PathBuf;

use anyhow::Result;

use crate::arguments::DEFAULT_ADDRESS;
use crate::browser;
use crate::page;
use crate::process;
use crate::server::{self, Mount, Server};
use crate::toolchain;
use crate::workspace::Workspace;

/// The native side of the Minima lab's bench.
const NATIVE: &str = "bench-network";

/// Builds, measures and prints the table; whether every bar was held.
pub(crate) fn run(workspace: &Workspace) -> Result<bool> {
    page::build(workspace, DEFAULT_ADDRESS)?;
    toolchain::node_packages(workspace, &workspace.browser_tests())?;
    let chromium = browser::chromium(workspace)?;
    let folder = workspace.root().join("tests/bench");
    toolchain::node_packages(workspace, &folder)?;
    let native = native(workspace)?;
    let page = Server::start(server::listen_anywhere()?, vec![Mount::at_root(workspace.page().join("dist"))])?;
    let bench = Server::start(
        server::listen_anywhere()?,
        vec![
            Mount::at("pkg", workspace.page().join("pkg")),
            Mount::at("data", workspace.root().join("crates/data/files")),
            Mount::at_root(folder.clone()),
        ],
    )?;
    workspace.say(&format!("measuring in {}", chromium.display()));
    process::succeeds(
        process::node(&folder, &folder.join("run.mjs"))
            .env("PAGE_URL", page.address())
            .env("BENCH_URL", bench.address())
            .env("NATIVE", native)
            .env("CHROMIUM", chromium),
    )
}

/// Builds the program that trains networks natively, with the optimisation that the page's wasm has.
fn native(workspace: &Workspace) -> Result<PathBuf> {
    workspace.say("compiling the native side of the Minima lab's bench");
    let mut cargo = process::cargo(workspace.root());
    process::run(cargo.args(["build", "--quiet", "--release", "--package=downhill-tests", "--bin", NATIVE]))?;
    Ok(workspace.target().join("release").join(NATIVE).with_extension(EXE_EXTENSION))
}
