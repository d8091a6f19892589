//! `downhill`: the runs of a link without a browser, as tables, still pictures and scripts.

#![forbid(unsafe_code)]

mod arguments;
mod batch_picture;
mod batch_table;
mod comparison;
mod failure;
mod list;
mod minima_picture;
mod minima_table;
mod networks;
mod picture;
mod race;
mod race_picture;
mod race_table;
mod script;
mod subject;
mod survey;
mod table;

use std::io::{self, Write};
use std::process::ExitCode;

use arguments::Command;
use failure::Failure;

fn main() -> ExitCode {
    let result = arguments::parse(std::env::args_os()).and_then(execute);
    match result {
        Ok(()) | Err(Failure::ReaderGone) => ExitCode::SUCCESS,
        Err(Failure::BadInput(message)) => {
            say(&message);
            ExitCode::from(2)
        }
        Err(Failure::Other(message)) => {
            say(&message);
            ExitCode::FAILURE
        }
    }
}

fn execute(command: Command) -> Result<(), Failure> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    match command {
        Command::Tell(text) => out.write_all(text.as_bytes())?,
        Command::Run(run) => table::run(&run, &mut out)?,
        Command::Render(render) => picture::render(&render)?,
        Command::Script(script) => script::script(&script, &mut out)?,
        Command::List(list) => list::list(&list, &mut out)?,
    }
    Ok(out.flush()?)
}

/// A line on stderr; when nobody listens there, nothing more can be said.
fn say(message: &str) {
    let _ = writeln!(io::stderr(), "downhill: {message}");
}
