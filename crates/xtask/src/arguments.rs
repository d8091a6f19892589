//! The command line of `cargo xtask`.

use hyper::Uri;

/// Where the site will be if nobody says it: an address that nobody can have.
pub(crate) const DEFAULT_ADDRESS: &str = "https://downhill.example/";

/// What `cargo xtask help` prints.
pub(crate) const HELP: &str = "\
cargo xtask COMMAND

  build [--address URL]          build the page into www/dist; URL is where it will be, for previews of its pages
  serve [--port N] [--no-build]  build the page, then serve it on 127.0.0.1
  test [--only STAGE]            set up and run every check; the last line counts them
  bench                          measure the speed and size bars in a real browser
  help                           print this

STAGE is one of: format, lint, no-std, rust, tidy, page, types, browser, hosts.";

/// One parsed command line.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Command {
    /// Print [`HELP`].
    Help,
    /// Build the page for its public address.
    Build { address: String },
    /// Serve the page; `port` is `None` when any free one will do.
    Serve { port: Option<u16>, build: bool },
    /// Run all checks, or the one stage named.
    Test { only: Option<String> },
    /// Measure the bars.
    Bench,
}

/// Reads a command line without the program's name, or says what is wrong with it.
pub(crate) fn parse(arguments: impl IntoIterator<Item = String>) -> Result<Command, String> {
    let mut rest = arguments.into_iter();
    let name = rest.next().unwrap_or_else(|| "help".to_owned());
    let mut command = match name.as_str() {
        "help" | "--help" | "-h" => return Ok(Command::Help),
        "build" => Command::Build { address: DEFAULT_ADDRESS.to_owned() },
        "serve" => Command::Serve { port: None, build: true },
        "test" => Command::Test { only: None },
        "bench" => Command::Bench,
        other => return Err(format!("no such command: {other}")),
    };
    while let Some(option) = rest.next() {
        match (&mut command, option.as_str()) {
            (Command::Build { address: given }, "--address") => {
                *given = address(&rest.next().ok_or("--address needs a URL")?)?;
            }
            (Command::Serve { port, .. }, "--port") => {
                let text = rest.next().ok_or("--port needs a number")?;
                let number: u16 =
                    text.parse().map_err(|_| format!("--port {text}: must be a whole number from 1 to 65535"))?;
                if number == 0 {
                    return Err("--port 0: must be a whole number from 1 to 65535".to_owned());
                }
                *port = Some(number);
            }
            (Command::Serve { build, .. }, "--no-build") => *build = false,
            (Command::Test { only }, "--only") => *only = Some(rest.next().ok_or("--only needs a stage")?),
            (_, other) => return Err(format!("{name}: unknown option {other}")),
        }
    }
    Ok(command)
}

/// The address of a site, as others write it.
fn address(text: &str) -> Result<String, String> {
    if !text.is_ascii() {
        return Err(format!(
            "--address {text}: must be in ASCII, as browsers copy it: xn--... for a name of other letters"
        ));
    }
    // A fragment is dropped when it is read.
    let is_folder = |uri: &Uri| {
        matches!(uri.scheme_str(), Some("http" | "https"))
            && text.ends_with('/')
            && uri.query().is_none()
            && !text.contains('#')
    };
    match text.parse::<Uri>() {
        Ok(uri) if is_folder(&uri) => Ok(uri.to_string()),
        _ => Err(format!("--address {text}: must be an http or https URL that ends in /")),
    }
}

#[cfg(test)]
mod tests {
    use super::{Command, DEFAULT_ADDRESS, parse};

    fn read(line: &str) -> Result<Command, String> {
        parse(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn commands_and_options_are_read() {
        assert_eq!(read(""), Ok(Command::Help));
        assert_eq!(read("build"), Ok(Command::Build { address: DEFAULT_ADDRESS.to_owned() }));
        let address = "https://you.example/downhill/".to_owned();
        assert_eq!(read("build --address https://you.example/downhill/"), Ok(Command::Build { address }));
        assert_eq!(read("serve"), Ok(Command::Serve { port: None, build: true }));
        assert_eq!(read("serve --no-build --port 9000"), Ok(Command::Serve { port: Some(9000), build: false }));
        assert_eq!(read("test --only tidy"), Ok(Command::Test { only: Some("tidy".to_owned()) }));
    }

    #[test]
    fn mistakes_are_named() {
        assert_eq!(read("sevre"), Err("no such command: sevre".to_owned()));
        assert_eq!(read("build --port 1"), Err("build: unknown option --port".to_owned()));
        assert_eq!(read("serve --port 70000"), Err("--port 70000: must be a whole number from 1 to 65535".to_owned()));
        assert_eq!(read("serve --port 0"), Err("--port 0: must be a whole number from 1 to 65535".to_owned()));
        for address in [
            "you.example/",
            "ftp://you.example/",
            "https://you.example/downhill",
            "https://you.example/?a=/",
            "https://you.example/#/",
            "https:///",
        ] {
            let reason = format!("--address {address}: must be an http or https URL that ends in /");
            assert_eq!(read(&format!("build --address {address}")), Err(reason));
        }
        assert_eq!(
            read("build --address https://나.example/"),
            Err("--address https://나.example/: must be in ASCII, as browsers copy it: xn--... for a name of other letters".to_owned())
        );
        assert_eq!(read("build --address"), Err("--address needs a URL".to_owned()));
        assert_eq!(read("test --only"), Err("--only needs a stage".to_owned()));
    }
}
