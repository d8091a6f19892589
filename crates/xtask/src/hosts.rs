//! The programs that other people make their pages with: found, installed where that can be done quietly, or named together
//! with the command that installs them.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::process;
use crate::stamp::Stage;
use crate::workspace::Workspace;

/// A program that Debian has: its name, its package, and what its version is asked by.
struct Program {
    name: &'static str,
    package: &'static str,
    version: &'static str,
}

const PROGRAMS: [Program; 4] = [
    Program { name: "hugo", package: "hugo", version: "version" },
    Program { name: "jekyll", package: "jekyll", version: "--version" },
    Program { name: "php", package: "php-cli", version: "--version" },
    Program { name: "firefox-esr", package: "firefox-esr", version: "--version" },
];

/// Names under which the tests look for what is no program of the search path.
pub(crate) struct Hosts {
    python: PathBuf,
    wordpress: PathBuf,
}

impl Hosts {
    /// Gets everything that the hosts' tests need beside Node and a Chromium.
    pub(crate) fn provide(workspace: &Workspace) -> Result<Self> {
        programs(workspace)?;
        Ok(Self { python: python(workspace)?, wordpress: wordpress(workspace)? })
    }

    /// Tells a test run where they are.
    pub(crate) fn tell(&self, tests: &mut Command) {
        for (name, program) in [("HOST_MDBOOK", "mdbook"), ("HOST_JUPYTER_NBCONVERT", "jupyter-nbconvert")] {
            tests.env(name, self.python.join("bin").join(program));
        }
        tests.env("HOST_WORDPRESS", &self.wordpress);
    }
}

/// The folder of the hosts' tests.
pub(crate) fn tests(workspace: &Workspace) -> PathBuf {
    workspace.root().join("tests/hosts")
}

fn programs(workspace: &Workspace) -> Result<()> {
    let missing = |program: &&Program| process::output(Command::new(program.name).arg(program.version)).is_err();
    let wanted: Vec<&str> = PROGRAMS.iter().filter(missing).map(|program| program.package).collect();
    if wanted.is_empty() {
        return Ok(());
    }
    let list = wanted.join(" ");
    if process::can_apt() {
        workspace.say(&format!("installing {list} with apt-get"));
        if process::apt_install(&wanted) && !PROGRAMS.iter().any(|program| missing(&program)) {
            return Ok(());
        }
    }
    bail!("{list} missing and not installed; type `sudo apt-get install --no-install-recommends {list}`")
}

/// A folder of Python's packages, as `requirements.txt` has them, that nothing else uses.
fn python(workspace: &Workspace) -> Result<PathBuf> {
    let folder = workspace.scratch().join("hosts-python");
    let requirements = tests(workspace).join("requirements.txt");
    let stage = Stage {
        stamp: workspace.scratch().join("hosts-python.stamp"),
        settings: "",
        inputs: vec![requirements.clone()],
        skip: &[],
        outputs: vec![folder.clone()],
    };
    stage.run(|| {
        workspace.say("installing Jupyter's nbconvert and mdBook with pip");
        let mut venv = Command::new("python3");
        process::run(venv.args(["-m", "venv", "--clear"]).arg(&folder))
            .context("Python cannot make a folder of packages; type `sudo apt-get install python3-venv`")?;
        let mut pip = Command::new(folder.join("bin/pip"));
        pip.args(["install", "--quiet", "--disable-pip-version-check", "--requirement"]).arg(&requirements);
        process::run(&mut pip).context("cannot install the packages of tests/hosts/requirements.txt")
    })?;
    Ok(folder)
}

/// The files of `WordPress`, unpacked and not installed: the tests need no database and no web server of its.
fn wordpress(workspace: &Workspace) -> Result<PathBuf> {
    const FILES: &str = "usr/share/wordpress";
    if let Some(chosen) = env::var_os("HOST_WORDPRESS").filter(|chosen| !chosen.is_empty()) {
        let chosen = PathBuf::from(chosen);
        anyhow::ensure!(is_wordpress(&chosen), "HOST_WORDPRESS={} holds no WordPress", chosen.display());
        return Ok(chosen);
    }
    let installed = Path::new("/").join(FILES);
    if is_wordpress(&installed) {
        return Ok(installed);
    }
    let folder = workspace.scratch().join("hosts-wordpress");
    let unpacked = folder.join(FILES);
    if is_wordpress(&unpacked) {
        return Ok(unpacked);
    }
    workspace.say("fetching WordPress with apt-get");
    fs::create_dir_all(&folder)?;
    let mut download = Command::new("apt-get");
    let fetched =
        process::succeeds(download.current_dir(&folder).args(["download", "-q", "wordpress"])).unwrap_or(false);
    if fetched {
        for archive in fs::read_dir(&folder)?.filter_map(|entry| Some(entry.ok()?.path())) {
            if archive.extension().is_some_and(|ending| ending == "deb") {
                process::run(Command::new("dpkg-deb").arg("-x").arg(&archive).arg(&folder))?;
                fs::remove_file(&archive)?;
            }
        }
    }
    if is_wordpress(&unpacked) {
        return Ok(unpacked);
    }
    bail!(
        "no WordPress found; type `sudo apt-get install --no-install-recommends wordpress`, or unpack one and name it: HOST_WORDPRESS=/path/to/wordpress"
    )
}

fn is_wordpress(folder: &Path) -> bool {
    folder.join("wp-includes/embed.php").is_file()
}

#[cfg(test)]
mod tests {
    use super::{PROGRAMS, is_wordpress};
    use std::path::Path;

    #[test]
    fn what_is_no_wordpress_is_not_taken_for_one() {
        assert!(!is_wordpress(Path::new("no-such-folder")));
        assert!(!is_wordpress(Path::new(env!("CARGO_MANIFEST_DIR"))));
    }

    #[test]
    fn every_program_names_its_package() {
        assert!(PROGRAMS.iter().all(|program| !program.package.is_empty() && !program.name.contains(' ')));
    }
}
