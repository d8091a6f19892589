//! The workspace's own programs that the build of the page runs: what they print or draw becomes a part of the page.

use std::env::consts::EXE_EXTENSION;
use std::process::Command;

use anyhow::Result;

use crate::process;
use crate::workspace::Workspace;

/// All of them, and the features that some need.
const PROGRAMS: [&str; 4] = ["downhill", "verification-report", "formulas", "icons"];
const FEATURES: &str = "--features=xtask/formulas,xtask/icons";

/// Builds them, with the tests' profile: they are often there already, and the page's profile, made for few bytes, takes longer
/// to compile than it saves.
///
/// They are chosen from the whole workspace, as the tests are. If packages were named, cargo would take each dependency with what
/// these alone ask of it, and compile a font's reader or serde a second time for a feature less.
pub(crate) fn build(workspace: &Workspace) -> Result<()> {
    let mut cargo = process::cargo(workspace.root());
    cargo.args(["build", "--quiet", "--workspace", FEATURES]);
    process::run(cargo.args(PROGRAMS.map(|name| format!("--bin={name}"))))
}

/// One of them, to be run in the workspace once it is built.
pub(crate) fn command(workspace: &Workspace, name: &str) -> Command {
    debug_assert!(PROGRAMS.contains(&name), "{name} is not built");
    let mut command = Command::new(workspace.target().join("debug").join(name).with_extension(EXE_EXTENSION));
    command.current_dir(workspace.root());
    command
}
