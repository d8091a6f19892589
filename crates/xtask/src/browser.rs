//! Finding a Chromium for the browser tests, or getting one.

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Result, bail};

use crate::process;
use crate::workspace::Workspace;

/// Names that Chromium goes by on the search path.
const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// Places that are not on the search path of everybody.
const PLACES: [&str; 6] = [
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "/usr/bin/google-chrome-stable",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/// A Chromium that starts: the one in `CHROMIUM`, an installed one, Playwright's, or one installed now. The packages of
/// `tests/browser` must be installed.
pub(crate) fn chromium(workspace: &Workspace) -> Result<PathBuf> {
    if let Some(chosen) = env::var_os("CHROMIUM").filter(|chosen| !chosen.is_empty()) {
        let chosen = PathBuf::from(chosen);
        anyhow::ensure!(starts(&chosen), "CHROMIUM={} does not start", chosen.display());
        return Ok(chosen);
    }
    if let Some(found) = installed().or_else(|| playwrights(workspace)) {
        korean_font(workspace);
        return Ok(found);
    }
    workspace.say("no Chromium found: asking Playwright for its own");
    let mut install = playwright(workspace);
    install.args(["install", "chromium"]).env("PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT", "20000");
    if process::succeeds(&mut install)?
        && let Some(found) = playwrights(workspace)
    {
        korean_font(workspace);
        return Ok(found);
    }
    if process::can_apt() {
        workspace.say("installing Chromium with apt-get");
        if process::apt_install(&["chromium", "fonts-noto-cjk"])
            && let Some(found) = installed()
        {
            return Ok(found);
        }
    }
    bail!(
        "no Chromium found, and none could be installed; type `sudo apt-get install --no-install-recommends chromium \
         fonts-noto-cjk` or `brew install --cask chromium`, or name one: CHROMIUM=/path/to/chromium"
    )
}

/// Playwright's command line, run in the folder of the browser tests.
pub(crate) fn playwright(workspace: &Workspace) -> Command {
    playwright_in(&workspace.browser_tests())
}

/// Playwright's command line, run in a folder that has it among its packages.
pub(crate) fn playwright_in(tests: &Path) -> Command {
    process::node(tests, &tests.join("node_modules/@playwright/test/cli.js"))
}

fn installed() -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let on_path = env::split_paths(&path).flat_map(|folder| NAMES.map(|name| folder.join(name)));
    on_path.chain(PLACES.iter().map(PathBuf::from)).find(|candidate| starts(candidate))
}

/// The browser Playwright would use by itself, if it is there.
fn playwrights(workspace: &Workspace) -> Option<PathBuf> {
    let mut node = Command::new("node");
    node.current_dir(workspace.browser_tests())
        .args(["--print", "require('@playwright/test').chromium.executablePath()"]);
    let path = PathBuf::from(process::output(&mut node).ok()?.trim());
    starts(&path).then_some(path)
}

/// Whether a file is a browser that runs; some systems put a script in its place that only asks for a download.
fn starts(path: &Path) -> bool {
    let mut version = Command::new(path);
    version.arg("--version").stdin(Stdio::null());
    path.is_file() && process::output(&mut version).is_ok_and(|text| text.contains("Chrom"))
}

/// Without a font that has Hangul, Korean text is drawn as boxes: fetches one, or says how to.
fn korean_font(workspace: &Workspace) {
    let fonts = process::output(Command::new("fc-list").arg(":lang=ko"));
    // Systems without fontconfig bring their own fonts.
    if !fonts.is_ok_and(|list| list.trim().is_empty()) {
        return;
    }
    if process::can_apt() {
        workspace.say("installing a Korean font with apt-get");
        if process::apt_install(&["fonts-noto-cjk"]) {
            return;
        }
    }
    workspace.say("no Korean font found, so Korean will show as boxes; type `sudo apt-get install fonts-noto-cjk`");
}

#[cfg(test)]
mod tests {
    use super::starts;
    use std::path::Path;

    #[test]
    fn what_is_no_browser_does_not_start_as_one() {
        assert!(!starts(Path::new("no-such-browser")));
        assert!(!starts(&std::env::current_exe().expect("a running test")));
    }
}
