//! Rules of the house that no compiler knows, each checked over the whole tree and counted as one test.

mod dependencies;
mod files;
mod text;

use std::fs;
use std::path::Path;

use anyhow::Result;

use crate::process;
use crate::tally::Tally;
use crate::toolchain::WASM;
use crate::workspace::Workspace;

/// A text file of the checkout.
#[derive(Debug)]
struct Source {
    /// Relative to the root, with `/` between the parts.
    path: String,
    text: String,
}

impl Source {
    /// The file name's ending.
    fn ending(&self) -> &str {
        Path::new(&self.path).extension().and_then(|ending| ending.to_str()).unwrap_or_default()
    }
}

/// A rule over the tree: what breaks it, a line each.
struct Rule {
    name: &'static str,
    broken: fn(&[Source]) -> Vec<String>,
}

const RULES: [Rule; 7] = [
    Rule { name: "every source file opens with a sentence that says what it is", broken: files::without_opening },
    Rule { name: "no file of code is longer than 400 lines without a reason", broken: files::too_long },
    Rule { name: "no file has a name that says nothing", broken: files::badly_named },
    Rule { name: "the lock files are there", broken: files::missing_locks },
    Rule { name: "nothing is unfinished or kept from running", broken: text::unfinished },
    Rule { name: "the core is no_std without conditions", broken: text::core_with_std },
    Rule { name: "no path belongs to one machine", broken: text::machine_paths },
];

/// Checks every rule.
pub(crate) fn run(workspace: &Workspace) -> Result<Tally> {
    let tree = read_tree(workspace.root())?;
    let mut total = Tally::default();
    for rule in &RULES {
        total = total + report(rule.name, &(rule.broken)(&tree));
    }
    let dependencies = |package: &str, target: &str| {
        let mut cargo = process::cargo(workspace.root());
        cargo.args([
            "tree",
            "--edges=normal",
            "--prefix=none",
            "--format={p}",
            "--package",
            package,
            "--target",
            target,
        ]);
        process::output(&mut cargo)
    };
    let web = dependencies("downhill-web", WASM)?;
    total = total + report("the page's wasm holds no source of randomness", &dependencies::random(&web));
    let core = dependencies("downhill", "all")?;
    Ok(total + report("the core depends on libm and special alone", &dependencies::beyond_mathematics(&core)))
}

/// Prints the outcome of one check and counts it.
fn report(name: &str, broken: &[String]) -> Tally {
    println!("{} {name}", if broken.is_empty() { "ok    " } else { "FAILED" });
    for line in broken {
        println!("         {line}");
    }
    Tally::one(broken.is_empty())
}

/// The text files that git tracks or would track.
fn read_tree(root: &Path) -> Result<Vec<Source>> {
    let mut git = std::process::Command::new("git");
    git.current_dir(root).args(["ls-files", "-z", "--cached", "--others", "--exclude-standard", "--deduplicate"]);
    let paths = process::output(&mut git)?;
    let tree = paths
        .split_terminator('\0')
        // A deleted file is still listed, and a picture is no text: neither has anything to check.
        .filter_map(|path| Some(Source { path: path.to_owned(), text: fs::read_to_string(root.join(path)).ok()? }))
        .collect::<Vec<_>>();
    anyhow::ensure!(!tree.is_empty(), "git lists no file in {}", root.display());
    Ok(tree)
}

#[cfg(test)]
fn source(path: &str, text: &str) -> Source {
    Source { path: path.to_owned(), text: text.to_owned() }
}
