//! The real program, run as a person or a script runs it.

use std::path::PathBuf;
use std::process::{Command, Output};

use serde_json::Value;

/// What the command does, given these arguments.
pub(crate) fn downhill(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_downhill")).args(arguments).output().expect("the program starts")
}

/// Its output.
pub(crate) fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).expect("output is UTF-8")
}

/// Its messages.
pub(crate) fn stderr(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).expect("messages are UTF-8")
}

/// What a command prints, which must succeed without a message.
pub(crate) fn printed(arguments: &[&str]) -> String {
    let output = downhill(arguments);
    assert_eq!((output.status.code(), stderr(&output)), (Some(0), ""), "{arguments:?}");
    stdout(&output).to_owned()
}

/// The same, read as JSON.
pub(crate) fn json(arguments: &[&str]) -> Value {
    serde_json::from_str(&printed(arguments)).expect("valid JSON")
}

/// A file in this test's own folder, not there yet.
pub(crate) fn fresh_file(name: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    if path.exists() {
        std::fs::remove_file(&path).expect("an old file can be removed");
    }
    path
}
