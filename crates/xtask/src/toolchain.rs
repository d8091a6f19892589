//! The tools a build needs: found, fetched where that can be done quietly, or named together with the command that installs them.

use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::process;
use crate::stamp::Stage;
use crate::workspace::Workspace;

/// The target that the page's Rust is compiled for.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// The oldest Node release that the page's build tools run on.
const OLDEST_NODE: u32 = 20;

/// Makes sure that rustc can compile for `target`, asking rustup for it where it is missing.
pub(crate) fn rust_target(workspace: &Workspace, target: &str) -> Result<()> {
    if has_rust_target(workspace, target)? {
        return Ok(());
    }
    workspace.say(&format!("adding the Rust target {target}"));
    // A machine may lack rustup, or rustup the network: what counts is whether the target is there afterwards.
    let _ = rustup(workspace).args(["target", "add", target]).status();
    if has_rust_target(workspace, target)? {
        return Ok(());
    }
    bail!("the Rust target {target} is missing and could not be added; type `rustup target add {target}`")
}

fn has_rust_target(workspace: &Workspace, target: &str) -> Result<bool> {
    let mut rustc = Command::new("rustc");
    rustc.current_dir(workspace.root()).args(["--print=target-libdir", "--target", target]);
    let folder = process::output(&mut rustc)?;
    Ok(Path::new(folder.trim()).is_dir())
}

/// Makes sure that a cargo subcommand which is a rustup component is there (`fmt`, `clippy`).
pub(crate) fn rust_component(workspace: &Workspace, subcommand: &str, component: &str) -> Result<()> {
    let present = || {
        let mut version = process::cargo(workspace.root());
        version.args([subcommand, "--version"]).stdout(Stdio::null()).stderr(Stdio::null());
        process::succeeds(&mut version)
    };
    if present()? {
        return Ok(());
    }
    workspace.say(&format!("adding the Rust component {component}"));
    let _ = rustup(workspace).args(["component", "add", component]).status();
    if present()? {
        return Ok(());
    }
    bail!("`cargo {subcommand}` is missing and could not be added; type `rustup component add {component}`")
}

fn rustup(workspace: &Workspace) -> Command {
    let mut rustup = Command::new("rustup");
    rustup.current_dir(workspace.root());
    rustup
}

/// Makes sure that Node and npm are there and new enough.
pub(crate) fn node(workspace: &Workspace) -> Result<()> {
    const INSTALL: &str = "install Node 20 or newer from https://nodejs.org/, with `brew install node` or with \
                           `apt-get install nodejs npm`";
    let mut node = Command::new("node");
    let version = process::output(node.arg("--version")).with_context(|| format!("Node is missing: {INSTALL}"))?;
    let major = major(&version).with_context(|| format!("`node --version` printed {version:?}"))?;
    if major < OLDEST_NODE {
        bail!("Node {} is too old: {INSTALL}", version.trim());
    }
    process::output(process::npm(workspace.root()).arg("--version"))
        .with_context(|| format!("npm is missing: {INSTALL}"))?;
    Ok(())
}

/// The major number of `v20.11.1`.
fn major(version: &str) -> Option<u32> {
    version.trim().strip_prefix('v')?.split('.').next()?.parse().ok()
}

/// Makes sure that `folder/node_modules` is what `folder/package-lock.json` says.
pub(crate) fn node_packages(workspace: &Workspace, folder: &Path) -> Result<()> {
    let lock = folder.join("package-lock.json");
    anyhow::ensure!(lock.is_file(), "{} is missing: type `npm install` in {}", lock.display(), folder.display());
    let stage = Stage {
        // Kept inside, so that deleting node_modules deletes it too.
        stamp: folder.join("node_modules/.installed-from"),
        settings: "",
        inputs: vec![lock, folder.join("package.json")],
        skip: &[],
        outputs: vec![],
    };
    let name = folder.strip_prefix(workspace.root()).unwrap_or(folder).display().to_string();
    stage.run(|| {
        workspace.say(&format!("installing the Node packages of {name}"));
        let mut ci = process::npm(folder);
        ci.args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]).env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        process::run(&mut ci).with_context(|| format!("cannot install the Node packages of {name}"))
    })?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::major;

    #[test]
    fn node_versions_are_read() {
        assert_eq!(major("v20.20.2\n"), Some(20));
        assert_eq!(major("v9.1.0"), Some(9));
        assert_eq!(major("node: command not found"), None);
    }
}
