//! Building the page: Rust to wasm, the JavaScript binding, the optimiser, then the static folder `www/dist`.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::process;
use crate::stamp::Stage;
use crate::toolchain::{self, WASM};
use crate::workspace::Workspace;

/// The package whose wasm the page loads, as cargo names its file.
const WASM_CRATE: &str = "downhill_web";

/// The labs, each a feature of that package and a wasm file of its own: a page loads what the opened lab needs, no more.
const LABS: [&str; 3] = ["race", "batch", "minima"];

/// The optimiser's level (for size; inlining functions that are called once would make them compress worse), then every
/// wasm feature the compiler may have used. `--all-features` would also emit encodings that browsers refuse.
const OPTIMISER: &str = "-Oz --one-caller-inline-max-function-size=0 --converge \
    --enable-bulk-memory --enable-bulk-memory-opt --enable-sign-ext --enable-nontrapping-float-to-int \
    --enable-mutable-globals --enable-reference-types --enable-multivalue --enable-simd";

/// Builds everything that has changed since the last time.
pub(crate) fn build(workspace: &Workspace) -> Result<()> {
    toolchain::rust_target(workspace, WASM)?;
    toolchain::node(workspace)?;
    // Two builds at once would write the same files.
    fs::create_dir_all(workspace.scratch())?;
    let lock = File::create(workspace.scratch().join("build.lock"))?;
    if lock.try_lock().is_err() {
        workspace.say("waiting for another build to finish");
        lock.lock()?;
    }
    let mut bindings = Vec::new();
    for lab in LABS {
        let wasm = compile(workspace, lab)?;
        bindings.push((lab, bind(workspace, lab, &wasm)?));
    }
    toolchain::node_packages(workspace, &workspace.page())?;
    for (lab, binding) in bindings {
        optimise(workspace, lab, &binding)?;
    }
    workspace.say("asking the core for its formulas, and the tests for their verification report");
    generate(workspace, "formulas.json", &["--package=xtask", "--bin=formulas", "--features=formulas"])?;
    generate(workspace, "verification.json", &["--package=downhill-tests", "--bin=verification-report"])?;
    bundle(workspace)
}

/// Compiles a lab, unless nothing has changed: cargo would compile them in turn for ever, because the wasm of all labs has one
/// name there.
fn compile(workspace: &Workspace, lab: &str) -> Result<PathBuf> {
    let own = workspace.scratch().join(name(lab)).with_extension("wasm");
    let root = workspace.root();
    let stage = Stage {
        stamp: workspace.scratch().join(format!("compiled-{lab}.stamp")),
        settings: lab,
        inputs: ["crates", "Cargo.toml", "Cargo.lock", "rust-toolchain.toml", ".cargo"]
            .map(|part| root.join(part))
            .to_vec(),
        skip: &["xtask", "cli", "files"],
        outputs: vec![own.clone()],
    };
    stage.run(|| {
        workspace.say(&format!("compiling the Rust of {lab} to wasm"));
        let mut cargo = process::cargo(root);
        cargo.args(["build", "--package=downhill-web", "--lib", "--release", "--target", WASM]);
        cargo.args(["--no-default-features", "--features", lab]);
        process::run(&mut cargo)?;
        let wasm = workspace.target().join(WASM).join("release").join(WASM_CRATE).with_extension("wasm");
        anyhow::ensure!(wasm.is_file(), "cargo left no {}: is crates/web still a cdylib?", wasm.display());
        fs::copy(&wasm, &own).with_context(|| format!("cannot write {}", own.display()))?;
        Ok(())
    })?;
    Ok(own)
}

/// What the package of a lab is called.
fn name(lab: &str) -> String {
    format!("downhill_{lab}")
}

fn bind(workspace: &Workspace, lab: &str, wasm: &Path) -> Result<PathBuf> {
    let output = workspace.scratch().join(format!("binding-{lab}"));
    let stage = Stage {
        stamp: workspace.scratch().join(format!("binding-{lab}.stamp")),
        settings: "",
        inputs: vec![
            wasm.to_owned(),
            workspace.root().join("crates/xtask/src/bin/bindgen.rs"),
            workspace.root().join("Cargo.lock"),
        ],
        skip: &[],
        outputs: vec![output.clone()],
    };
    stage.run(|| {
        workspace.say(&format!("writing the JavaScript binding of {lab} (the generator is compiled the first time)"));
        empty(&output)?;
        let mut generator = process::cargo(workspace.root());
        generator
            .args(["run", "--quiet", "--package=xtask", "--bin=bindgen", "--features=bindgen"])
            // It runs for a second, and would take four times as long to compile with the workspace's own profile.
            .args(["--config=profile.dev.opt-level=0", "--config=profile.dev.debug=false", "--"])
            .arg(wasm)
            .arg(name(lab))
            .arg(&output);
        process::run(&mut generator)
    })?;
    Ok(output)
}

fn optimise(workspace: &Workspace, lab: &str, binding: &Path) -> Result<()> {
    let output = workspace.page().join("pkg").join(lab);
    let stage = Stage {
        stamp: workspace.scratch().join(format!("optimised-{lab}.stamp")),
        settings: OPTIMISER,
        inputs: vec![binding.to_owned(), workspace.page().join("node_modules/binaryen/package.json")],
        skip: &[],
        outputs: vec![output.clone()],
    };
    stage.run(|| {
        workspace.say(&format!("optimising the wasm of {lab}"));
        empty(&output)?;
        copy_tree(binding, &output)?;
        let wasm = format!("{}_bg.wasm", name(lab));
        let mut optimiser =
            process::node(workspace.root(), &workspace.page().join("node_modules/binaryen/bin/wasm-opt"));
        optimiser.arg(binding.join(&wasm)).arg("-o").arg(output.join(&wasm)).args(OPTIMISER.split_whitespace());
        process::run(&mut optimiser)
    })?;
    Ok(())
}

/// Writes what a program of the workspace prints into a file of the page's sources, unless it is there already.
fn generate(workspace: &Workspace, name: &str, program: &[&str]) -> Result<()> {
    let mut cargo = process::cargo(workspace.root());
    let text = process::output(cargo.args(["run", "--quiet"]).args(program))?;
    let folder = workspace.page().join("src/generated");
    let file = folder.join(name);
    if fs::read_to_string(&file).ok().as_ref() != Some(&text) {
        fs::create_dir_all(&folder)?;
        fs::write(&file, text).with_context(|| format!("cannot write {}", file.display()))?;
    }
    Ok(())
}

fn bundle(workspace: &Workspace) -> Result<()> {
    let page = workspace.page();
    let output = page.join("dist");
    let stage = Stage {
        stamp: workspace.scratch().join("bundle.stamp"),
        settings: "",
        inputs: vec![page.clone(), workspace.root().join("crates/data/files")],
        skip: &["node_modules", "dist"],
        outputs: vec![output],
    };
    let built = stage.run(|| {
        workspace.say("bundling the page");
        process::run(
            process::node(&page, &page.join("node_modules/vite/bin/vite.js")).args(["build", "--logLevel=warn"]),
        )
    })?;
    if !built {
        workspace.say("the page is up to date");
    }
    Ok(())
}

/// Leaves an empty folder.
fn empty(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("cannot empty {}", folder.display()))?;
    }
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))
}

fn copy_tree(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_tree(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
