//! Building the page: Rust to wasm, the JavaScript binding, the optimiser, then the static folder `www/dist`.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::thread;

use anyhow::{Context, Result, anyhow};

use crate::posters;
use crate::process;
use crate::programs;
use crate::stamp::Stage;
use crate::toolchain::{self, WASM};
use crate::workspace::Workspace;

/// The package whose wasm the page loads, as cargo names its file.
const WASM_CRATE: &str = "downhill_web";

/// The wasm files, by name, features of that package, and cargo's profile. Every lab is one, and so are the blocks that turn,
/// surveys, the writer of scripts and the panel of derivatives: a page loads what is open, no more. A page that is a single file has all in
/// one, so that what they share is in it once.
///
/// `release` is small, and `swift` fast: what races many thousand times over, in workers, is in no first load, and loops over
/// lanes become vector instructions only where the whole is compiled for speed.
const CORES: [(&str, &str, &str); 8] = [
    ("race", "race", "release"),
    ("batch", "batch", "release"),
    ("minima", "minima", "release"),
    ("solid", "solid", "release"),
    ("survey", "survey", "swift"),
    ("script", "script", "release"),
    ("derivatives", "derivatives", "release"),
    ("all", "race,batch,minima,solid,survey,script,derivatives", "release"),
];

/// The optimiser's level (for size; inlining functions that are called once would make them compress worse), then every
/// wasm feature the compiler may have used. `--all-features` would also emit encodings that browsers refuse.
const OPTIMISER: &str = "-Oz --one-caller-inline-max-function-size=0 --converge \
    --enable-bulk-memory --enable-bulk-memory-opt --enable-sign-ext --enable-nontrapping-float-to-int \
    --enable-mutable-globals --enable-reference-types --enable-multivalue --enable-simd";

/// Builds everything that has changed since the last time, for a site at `address`.
pub(crate) fn build(workspace: &Workspace, address: &str) -> Result<()> {
    toolchain::rust_target(workspace, WASM)?;
    toolchain::node(workspace)?;
    // Two builds at once would write the same files.
    fs::create_dir_all(workspace.scratch())?;
    let lock = File::create(workspace.scratch().join("build.lock"))?;
    if lock.try_lock().is_err() {
        workspace.say("waiting for another build to finish");
        lock.lock()?;
    }
    toolchain::node_packages(workspace, &workspace.page())?;
    // While a core is compiled, the one before it is bound and optimised: either keeps one processor busy.
    thread::scope(|scope| {
        let (compiled, to_optimise) = mpsc::channel();
        let optimiser = scope.spawn(move || {
            to_optimise.into_iter().try_for_each(|(core, wasm): (&str, PathBuf)| {
                let binding = bind(workspace, core, &wasm)?;
                optimise(workspace, core, &binding)
            })
        });
        for (core, features, profile) in CORES {
            // Nobody takes it any more once the optimiser has failed, which tells why.
            let _ = compiled.send((core, compile(workspace, core, features, profile)?));
        }
        drop(compiled);
        let written = write_sources(workspace);
        optimiser.join().map_err(|_| anyhow!("the thread of the optimiser panicked"))??;
        written
    })?;
    bundle(workspace, address)
}

/// Writes what the page's sources take from the Rust: formulas, the verification report, the catalogue, pictures.
fn write_sources(workspace: &Workspace) -> Result<()> {
    workspace.say("building the programs that write formulas, the verification report, the catalogue and pictures");
    programs::build(workspace)?;
    generate(workspace, "formulas.json", "formulas", &[])?;
    generate(workspace, "verification.json", "verification-report", &[])?;
    generate(workspace, "catalogue.json", "downhill", &["list", "--format=json"])?;
    posters::draw(workspace)?;
    icons(workspace)
}

/// Compiles a core, unless nothing has changed: cargo would compile them in turn for ever, because the wasm of all has one
/// name there.
fn compile(workspace: &Workspace, core: &str, features: &str, profile: &str) -> Result<PathBuf> {
    let own = workspace.scratch().join(name(core)).with_extension("wasm");
    let root = workspace.root();
    let settings = format!("{profile} {features}");
    let stage = Stage {
        stamp: workspace.scratch().join(format!("compiled-{core}.stamp")),
        settings: &settings,
        inputs: ["crates", "Cargo.toml", "Cargo.lock", "rust-toolchain.toml", ".cargo"]
            .map(|part| root.join(part))
            .to_vec(),
        skip: &["xtask", "cli", "files"],
        outputs: vec![own.clone()],
    };
    stage.run(|| {
        workspace.say(&format!("compiling the Rust of {core} to wasm"));
        let mut cargo = process::cargo(root);
        cargo.args(["build", "--package=downhill-web", "--lib", "--profile", profile, "--target", WASM]);
        cargo.args(["--no-default-features", "--features", features]);
        process::run(&mut cargo)?;
        let wasm = workspace.target().join(WASM).join(profile).join(WASM_CRATE).with_extension("wasm");
        anyhow::ensure!(wasm.is_file(), "cargo left no {}: is crates/web still a cdylib?", wasm.display());
        fs::copy(&wasm, &own).with_context(|| format!("cannot write {}", own.display()))?;
        Ok(())
    })?;
    Ok(own)
}

/// What the package of a core is called.
fn name(core: &str) -> String {
    format!("downhill_{core}")
}

fn bind(workspace: &Workspace, core: &str, wasm: &Path) -> Result<PathBuf> {
    let output = workspace.scratch().join(format!("binding-{core}"));
    let stage = Stage {
        stamp: workspace.scratch().join(format!("binding-{core}.stamp")),
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
        workspace.say(&format!("writing the JavaScript binding of {core} (the generator is compiled the first time)"));
        empty(&output)?;
        let mut generator = process::cargo(workspace.root());
        generator
            .args(["run", "--quiet", "--package=xtask", "--bin=bindgen", "--features=bindgen"])
            // It runs for a second, and would take four times as long to compile with the workspace's own profile; so
            // it shares nothing with the rest, and nobody waits for the other in a folder of its own.
            .args(["--config=profile.dev.opt-level=0", "--config=profile.dev.debug=false", "--target-dir"])
            .arg(workspace.target().join("bindgen"))
            .arg("--")
            .arg(wasm)
            .arg(name(core))
            .arg(&output);
        process::run(&mut generator)
    })?;
    Ok(output)
}

fn optimise(workspace: &Workspace, core: &str, binding: &Path) -> Result<()> {
    let output = workspace.page().join("pkg").join(core);
    let stage = Stage {
        stamp: workspace.scratch().join(format!("optimised-{core}.stamp")),
        settings: OPTIMISER,
        inputs: vec![binding.to_owned(), workspace.page().join("node_modules/binaryen/package.json")],
        skip: &[],
        outputs: vec![output.clone()],
    };
    stage.run(|| {
        workspace.say(&format!("optimising the wasm of {core}"));
        empty(&output)?;
        copy_tree(binding, &output)?;
        let wasm = format!("{}_bg.wasm", name(core));
        let mut optimiser =
            process::node(workspace.root(), &workspace.page().join("node_modules/binaryen/bin/wasm-opt"));
        optimiser.arg(binding.join(&wasm)).arg("-o").arg(output.join(&wasm)).args(OPTIMISER.split_whitespace());
        process::run(&mut optimiser)
    })?;
    Ok(())
}

/// Writes what a program of the workspace prints into a file of the page's sources, unless it is there already.
fn generate(workspace: &Workspace, name: &str, program: &str, arguments: &[&str]) -> Result<()> {
    let text = process::output(programs::command(workspace, program).args(arguments))?;
    let folder = workspace.page().join("src/generated");
    let file = folder.join(name);
    if fs::read_to_string(&file).ok().as_ref() != Some(&text) {
        fs::create_dir_all(&folder)?;
        fs::write(&file, text).with_context(|| format!("cannot write {}", file.display()))?;
    }
    Ok(())
}

/// Draws the icons of the installed page.
fn icons(workspace: &Workspace) -> Result<()> {
    let [drawing, folder] = ["public/icon.svg", "src/generated/icons"].map(|part| workspace.page().join(part));
    let stage = Stage {
        stamp: workspace.scratch().join("icons.stamp"),
        settings: "",
        inputs: vec![drawing.clone(), workspace.root().join("crates/xtask/src/bin/icons.rs")],
        skip: &[],
        outputs: vec![folder.clone()],
    };
    stage.run(|| process::run(programs::command(workspace, "icons").arg(drawing).arg(folder)))?;
    Ok(())
}

fn bundle(workspace: &Workspace, address: &str) -> Result<()> {
    let page = workspace.page();
    let output = page.join("dist");
    let stage = Stage {
        stamp: workspace.scratch().join("bundle.stamp"),
        settings: address,
        inputs: ["www", "crates/data/files", "LICENSE-MIT", "LICENSE-APACHE"]
            .map(|part| workspace.root().join(part))
            .to_vec(),
        // Along with what the package is completed with.
        skip: &["node_modules", "dist", "dist-single", "custom-elements.json"],
        outputs: vec![output, page.join("dist-single"), page.join("package/dist")],
    };
    let built = stage.run(|| {
        workspace.say("bundling the page, the embed, the pages of the ready presets, and the package");
        // The page first: it empties the folder that the embed is put into. The site is made of all that is there.
        let bundles: [&[&str]; 5] = [
            &[],
            &["--config=single.config.ts", "--mode=embed"],
            &["--config=single.config.ts", "--mode=page"],
            &["--config=build/site.config.ts"],
            &["--config=package.config.ts"],
        ];
        for options in bundles {
            let mut vite = process::node(&page, &page.join("node_modules/vite/bin/vite.js"));
            vite.args(["build", "--logLevel=warn"]).args(options).env("DOWNHILL_ADDRESS", address);
            process::run(&mut vite)?;
        }
        Ok(())
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
