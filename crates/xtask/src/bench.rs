//! `cargo xtask bench`: measures the speed and size bars on the built page, in a real browser.

use anyhow::Result;

use crate::browser;
use crate::page;
use crate::process;
use crate::server::{self, Mount, Server};
use crate::toolchain;
use crate::workspace::Workspace;

/// Builds, measures and prints the table; whether every bar was held.
pub(crate) fn run(workspace: &Workspace) -> Result<bool> {
    page::build(workspace)?;
    toolchain::node_packages(workspace, &workspace.browser_tests())?;
    let chromium = browser::chromium(workspace)?;
    let folder = workspace.root().join("tests/bench");
    let page = Server::start(server::listen_anywhere()?, vec![Mount::at_root(workspace.page().join("dist"))])?;
    let bench = Server::start(
        server::listen_anywhere()?,
        vec![Mount::at("pkg", workspace.page().join("pkg")), Mount::at_root(folder.clone())],
    )?;
    workspace.say(&format!("measuring in {}", chromium.display()));
    process::succeeds(
        process::node(&folder, &folder.join("run.mjs"))
            .env("PAGE_URL", page.address())
            .env("BENCH_URL", bench.address())
            .env("CHROMIUM", chromium),
    )
}
