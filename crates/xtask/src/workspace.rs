//! Where things are in this checkout, and the running commentary on what is being done with them.

use std::env;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result};

use crate::process;

/// The checkout that is being worked on.
#[derive(Debug)]
pub(crate) struct Workspace {
    root: PathBuf,
    target: PathBuf,
    started: Instant,
}

impl Workspace {
    /// Finds the checkout that this program belongs to, and asks cargo for its target folder.
    pub(crate) fn locate() -> Result<Self> {
        // Cargo names the folder when it runs the program; the compiled-in path serves a direct call.
        let manifest =
            env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = manifest.ancestors().nth(2).context("xtask is not two folders below the workspace")?.to_owned();
        let mut metadata = process::cargo(&root);
        metadata.args(["metadata", "--format-version=1", "--no-deps", "--quiet"]);
        let metadata: serde_json::Value = serde_json::from_str(&process::output(&mut metadata)?)?;
        let target = metadata["target_directory"].as_str().context("cargo metadata names no target folder")?.into();
        Ok(Self { root, target, started: Instant::now() })
    }

    /// The root of the checkout.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// Cargo's target folder.
    pub(crate) fn target(&self) -> &Path {
        &self.target
    }

    /// Where xtask keeps its own intermediate results and stamps.
    pub(crate) fn scratch(&self) -> PathBuf {
        self.target.join("xtask")
    }

    /// The page's sources.
    pub(crate) fn page(&self) -> PathBuf {
        self.root.join("www")
    }

    /// The browser tests.
    pub(crate) fn browser_tests(&self) -> PathBuf {
        self.root.join("tests/browser")
    }

    /// Prints a line of commentary, headed by the seconds since the start.
    pub(crate) fn say(&self, what: &str) {
        println!("[{:6.1} s] {what}", self.started.elapsed().as_secs_f64());
    }
}
