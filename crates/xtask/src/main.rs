//! `cargo xtask`: the one entry for building, serving, testing and measuring Downhill.

mod arguments;
mod bench;
mod browser;
mod hosts;
mod page;
mod posters;
mod process;
mod programs;
mod python;
mod server;
mod stamp;
mod suite;
mod tally;
mod tidy;
mod toolchain;
mod workspace;

use std::process::ExitCode;

use anyhow::Result;

use arguments::{Command, DEFAULT_ADDRESS, HELP};
use workspace::Workspace;

fn main() -> ExitCode {
    let command = match arguments::parse(std::env::args().skip(1)) {
        Ok(command) => command,
        Err(reason) => {
            eprintln!("{reason}\n\n{HELP}");
            return ExitCode::from(2);
        }
    };
    match run(command) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Runs one command; `false` when it ran and found something that does not hold.
fn run(command: Command) -> Result<bool> {
    match command {
        Command::Help => {
            println!("{HELP}");
            Ok(true)
        }
        Command::Build { address } => page::build(&Workspace::locate()?, &address).map(|()| true),
        Command::Serve { port, build } => serve(port, build).map(|()| true),
        Command::Test { only } => suite::run(Workspace::locate()?, only.as_deref()),
        Command::Bench => bench::run(&Workspace::locate()?),
    }
}

fn serve(port: Option<u16>, build: bool) -> Result<()> {
    let workspace = Workspace::locate()?;
    if build {
        page::build(&workspace, DEFAULT_ADDRESS)?;
    }
    let folder = workspace.page().join("dist");
    anyhow::ensure!(folder.join("index.html").is_file(), "there is no built page yet: type `cargo xtask build`");
    let server = server::Server::start(server::listen(port)?, vec![server::Mount::at_root(folder)])?;
    workspace.say("ready");
    println!("\n    Downhill is at {}/\n    Ctrl+C stops it.\n", server.address());
    server.wait();
    Ok(())
}
