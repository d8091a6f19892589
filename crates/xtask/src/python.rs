//! Finding a Python with PyTorch for the tests of scripts, or getting one.

use std::env;
use std::path::PathBuf;
use std::process::Command;

use crate::process;
use crate::workspace::Workspace;

/// Pythons to ask. Debian installs PyTorch for its own, which need not be the first on the search path.
const NAMES: [&str; 2] = ["python3", "/usr/bin/python3"];

/// What is said where there is none.
pub(crate) const LEFT_OUT: &str = "left out: scripts run by PyTorch; type `sudo apt-get install --no-install-recommends \
                                   python3-torch` or `pip install torch`, or name a Python that has it: PYTHON=/path/to/python3";

/// A Python that has PyTorch: the one in `PYTHON`, an installed one, or one installed now; none if there is none to be had.
pub(crate) fn with_torch(workspace: &Workspace) -> Option<PathBuf> {
    if let Some(chosen) = env::var_os("PYTHON").filter(|chosen| !chosen.is_empty()) {
        return Some(chosen.into());
    }
    installed().or_else(|| {
        if !process::can_apt() {
            return None;
        }
        workspace.say("installing PyTorch with apt-get");
        process::apt_install(&["python3-torch"]);
        installed()
    })
}

fn installed() -> Option<PathBuf> {
    NAMES.map(PathBuf::from).into_iter().find(|python| {
        let mut import = Command::new(python);
        import.args(["-c", "import importlib.util, sys; sys.exit(importlib.util.find_spec('torch') is None)"]);
        process::output(&mut import).is_ok()
    })
}
