//! Running other programs: one way to start them, and errors that say which program failed and what to do.

use std::env;
use std::ffi::OsString;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

/// The cargo that runs us, to be run in `folder`.
pub(crate) fn cargo(folder: &Path) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo")));
    command.current_dir(folder);
    command
}

/// npm, to be run in `folder`.
pub(crate) fn npm(folder: &Path) -> Command {
    let mut command = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    command.current_dir(folder);
    command
}

/// A script run by Node, with `folder` as the working folder. Scripts of installed packages are started this way rather
/// than by npx, which costs half a second a call and may ask the registry.
pub(crate) fn node(folder: &Path, script: &Path) -> Command {
    let mut command = Command::new("node");
    command.current_dir(folder).arg(script);
    command
}

/// Runs to the end with the terminal shared; an exit code other than 0 is an error.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    if succeeds(command)? { Ok(()) } else { bail!("`{}` failed", line(command)) }
}

/// Runs to the end with the terminal shared; whether the exit code was 0.
pub(crate) fn succeeds(command: &mut Command) -> Result<bool> {
    let status = command.status().with_context(|| format!("cannot start `{}`", line(command)))?;
    Ok(status.success())
}

/// What a program printed on its standard output; an exit code other than 0 is an error that quotes its complaints.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let output = command.output().with_context(|| format!("cannot start `{}`", line(command)))?;
    if !output.status.success() {
        bail!("`{}` failed:\n{}", line(command), String::from_utf8_lossy(&output.stderr).trim_end());
    }
    Ok(String::from_utf8(output.stdout)?)
}

/// Runs to the end, printing its standard output line by line while keeping it; whether the exit code was 0, and the text.
pub(crate) fn echoed(command: &mut Command) -> Result<(bool, String)> {
    let mut child =
        command.stdout(Stdio::piped()).spawn().with_context(|| format!("cannot start `{}`", line(command)))?;
    let mut text = String::new();
    let stdout = child.stdout.take().context("a piped child has a standard output")?;
    for row in BufReader::new(stdout).split(b'\n') {
        let row = row?;
        let row = String::from_utf8_lossy(&row);
        println!("{row}");
        text.push_str(&row);
        text.push('\n');
    }
    Ok((child.wait()?.success(), text))
}

/// Whether this is a system with apt, and we may use it.
pub(crate) fn can_apt() -> bool {
    let root = output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
    root && output(Command::new("apt-get").arg("--version")).is_ok()
}

/// Whether packages can be had from Debian and its kin.
pub(crate) fn has_packages() -> bool {
    can_apt() && succeeds(Command::new("apt-get").arg("update")).unwrap_or(false)
}

/// Installs packages of Debian and its kin; whether that worked.
pub(crate) fn apt_install(packages: &[&str]) -> bool {
    let apt = |arguments: &[&str]| {
        let mut apt = Command::new("apt-get");
        apt.args(arguments).env("DEBIAN_FRONTEND", "noninteractive");
        succeeds(&mut apt).unwrap_or(false)
    };
    let install = [&["install", "-y", "--no-install-recommends"], packages].concat();
    apt(&["update"]) && apt(&install)
}

/// A command as one would type it.
fn line(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or(command.get_program());
    std::iter::once(program).chain(command.get_args()).map(|part| part.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{echoed, line, node, output, run};
    use std::path::Path;
    use std::process::Command;

    #[test]
    fn a_failing_program_is_an_error_that_names_it() {
        let version = |flag: &str| {
            let mut rustc = Command::new("rustc");
            rustc.arg(flag);
            rustc
        };
        assert!(output(&mut version("--version")).expect("rustc runs").starts_with("rustc "));
        let error = output(&mut version("--no-such-flag")).expect_err("rustc refuses the flag").to_string();
        assert!(error.starts_with("`rustc --no-such-flag` failed:"), "{error}");
        let (good, text) = echoed(&mut version("--version")).expect("rustc runs");
        assert!(good && text.starts_with("rustc "));
        let error = run(&mut Command::new("no-such-program-at-all")).expect_err("it does not exist").to_string();
        assert_eq!(error, "cannot start `no-such-program-at-all`");
    }

    #[test]
    fn a_command_reads_as_typed() {
        assert_eq!(line(node(Path::new("."), Path::new("a/tsc.js")).arg("--noEmit")), "node a/tsc.js --noEmit");
    }
}
