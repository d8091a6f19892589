//! The pictures of the ready presets, each drawn by the `downhill` command from its link, and only when it must be.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use anyhow::{Context, Result, anyhow};
use serde_json::Value;

use crate::process;
use crate::programs;
use crate::stamp::Stage;
use crate::workspace::Workspace;

/// What is drawn of each preset: the end of the file's name, the size, the theme. The first is what previews show elsewhere,
/// the others are for the gallery.
const PICTURES: [(&str, &str, &str); 3] =
    [("", "1200x630", "light"), ("-light", "600x315", "light"), ("-dark", "600x315", "dark")];

/// What decides a picture beside its link: the sources of the command.
const SOURCES: [&str; 7] =
    ["crates/core", "crates/data", "crates/preset", "crates/charts", "crates/cli", "Cargo.lock", "rust-toolchain.toml"];

/// Names in the sources that decide nothing: tests, and the catalogue, whose links are asked for anyway.
const SKIPPED: &[&str] = &["tests", "ready.rs", "ready"];

/// The pictures of one preset, whose runs are made once for all of them.
struct Posters {
    link: String,
    files: [PathBuf; PICTURES.len()],
}

/// Draws all that is not up to date, as many presets at once as there are processors.
pub(crate) fn draw(workspace: &Workspace) -> Result<()> {
    let folder = workspace.page().join("src/generated/posters");
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let mut list = programs::command(workspace, "downhill");
    let presets = presets(&process::output(list.args(["list", "presets", "--format", "json"]))?, &folder)?;
    let hands = thread::available_parallelism().map_or(1, usize::from);
    let next = AtomicUsize::new(0);
    let drawn = thread::scope(|scope| {
        let hand = || -> Result<usize> {
            let mut drawn = 0;
            while let Some(posters) = presets.get(next.fetch_add(1, Ordering::Relaxed)) {
                drawn += usize::from(posters.draw(workspace)?);
            }
            Ok(drawn)
        };
        let hands: Vec<_> = (0..hands).map(|_| scope.spawn(hand)).collect();
        hands
            .into_iter()
            .map(|hand| hand.join().map_err(|_| anyhow!("a thread that draws pictures panicked"))?)
            .sum::<Result<usize>>()
    })?;
    if drawn > 0 {
        workspace.say(&format!("the pictures of {drawn} ready presets are drawn"));
    }
    Ok(())
}

/// What is to be drawn of a catalogue, which is a JSON array of objects with `id` and `link`.
fn presets(catalogue: &str, folder: &Path) -> Result<Vec<Posters>> {
    let presets: Vec<Value> = serde_json::from_str(catalogue).context("the command does not list presets as JSON")?;
    let posters = presets.iter().map(|preset| {
        let text = |key: &str| preset[key].as_str().with_context(|| format!("a preset has no {key}"));
        let id = text("id")?;
        let files = PICTURES.map(|(end, ..)| folder.join(format!("{id}{end}.png")));
        Ok(Posters { link: text("link")?.to_owned(), files })
    });
    posters.collect()
}

impl Posters {
    /// Draws them unless they are up to date; whether they were drawn.
    fn draw(&self, workspace: &Workspace) -> Result<bool> {
        let name = self.files[0].file_stem().unwrap_or_default().to_string_lossy();
        let stage = Stage {
            stamp: workspace.scratch().join(format!("posters/{name}.stamp")),
            settings: &format!("{} {PICTURES:?}", self.link),
            inputs: SOURCES.map(|part| workspace.root().join(part)).to_vec(),
            skip: SKIPPED,
            outputs: self.files.to_vec(),
        };
        stage.run(|| {
            let mut render = programs::command(workspace, "downhill");
            render.args(["render", &self.link]);
            for (file, (_, size, theme)) in self.files.iter().zip(PICTURES) {
                render.arg("-o").arg(file).args(["--size", size, "--theme", theme]);
            }
            // What a link warns of, such as a run that diverges, is for readers of the table.
            process::output(&mut render).map(drop)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::presets;
    use std::path::Path;

    #[test]
    fn every_preset_has_a_big_picture_and_two_small_ones() {
        let catalogue = r#"[{"id": "edge", "lab": "minima", "link": "lab=minima&v=1"}]"#;
        let [edge] = &presets(catalogue, Path::new("posters")).expect("a catalogue")[..] else { panic!("one preset") };
        assert_eq!(edge.link, "lab=minima&v=1");
        assert_eq!(
            edge.files,
            ["edge.png", "edge-light.png", "edge-dark.png"].map(|name| Path::new("posters").join(name))
        );
        let error = presets(r#"[{"id": "edge"}]"#, Path::new("posters")).err().expect("no link").to_string();
        assert_eq!(error, "a preset has no link");
    }
}
