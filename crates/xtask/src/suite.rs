//! `cargo xtask test`: sets up and runs every check, goes on after a failure, and counts at the end.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::OnceLock;
use std::thread;
use std::time::Instant;

use anyhow::{Context, Result, anyhow};

use crate::arguments::DEFAULT_ADDRESS;
use crate::browser;
use crate::hosts::{self, Hosts};
use crate::page;
use crate::process;
use crate::python;
use crate::server::{self, Mount, Server};
use crate::tally::{self, Tally};
use crate::tidy;
use crate::toolchain::{self, WASM};
use crate::workspace::Workspace;

/// A target without an operating system, hence without a std to lean on.
const BARE_METAL: &str = "x86_64-unknown-none";

/// One part of the suite.
struct Stage {
    name: &'static str,
    run: fn(&Suite) -> Result<Tally>,
}

const STAGES: [Stage; 9] = [
    Stage { name: "format", run: Suite::format },
    Stage { name: "lint", run: Suite::lint },
    Stage { name: "no-std", run: Suite::no_std },
    Stage { name: "rust", run: Suite::rust },
    Stage { name: "tidy", run: |suite| tidy::run(&suite.workspace) },
    Stage { name: "page", run: |suite| suite.page().map(|()| Tally::one(true)) },
    Stage { name: "types", run: Suite::types },
    Stage { name: "browser", run: Suite::browser },
    Stage { name: "hosts", run: Suite::hosts },
];

/// One finished stage, for the table.
struct Row {
    name: &'static str,
    tally: Tally,
    seconds: f64,
    reason: Option<String>,
}

/// Runs all stages, or the one named `only`; whether everything passed.
pub(crate) fn run(workspace: Workspace, only: Option<&str>) -> Result<bool> {
    let suite = Suite { workspace, page: OnceLock::new() };
    let chosen: Vec<&Stage> = STAGES.iter().filter(|stage| only.is_none_or(|only| only == stage.name)).collect();
    if chosen.is_empty() {
        let names = STAGES.map(|stage| stage.name).join(", ");
        anyhow::bail!("no such stage: {}; there are {names}", only.unwrap_or_default());
    }
    let rows: Vec<Row> = thread::scope(|scope| {
        // Whole programs are compiled and optimised by one thread: the checks of the Rust leave it a processor, and lock
        // other folders. What is wrong is told by the stages that need the page.
        if only.is_none() {
            scope.spawn(|| suite.page());
        }
        chosen.into_iter().map(|stage| suite.stage(stage)).collect()
    });
    println!("\n{}", table(&rows));
    let total: Tally = rows.iter().map(|row| row.tally).sum();
    println!("{} passed, {} failed", total.passed, total.failed);
    Ok(total.failed == 0)
}

fn table(rows: &[Row]) -> String {
    let mut text = format!("{:<10}{:>8}{:>8}{:>10}\n", "stage", "passed", "failed", "seconds");
    for Row { name, tally: Tally { passed, failed }, seconds, reason } in rows {
        text += &format!("{name:<10}{passed:>8}{failed:>8}{seconds:>10.1}");
        if let Some(reason) = reason {
            text += &format!("   {}", reason.lines().next().unwrap_or_default());
        }
        text.push('\n');
    }
    text
}

struct Suite {
    workspace: Workspace,
    /// The one build of the page that several stages need, or why there is none.
    page: OnceLock<Result<(), String>>,
}

impl Suite {
    /// Runs one stage; what cannot run counts as one failure.
    fn stage(&self, stage: &Stage) -> Row {
        println!();
        self.workspace.say(&format!("== {}", stage.name));
        let started = Instant::now();
        let (tally, reason) = match (stage.run)(self) {
            Ok(tally) => (tally, None),
            Err(error) => {
                let reason = format!("{error:#}");
                eprintln!("{} could not run: {reason}", stage.name);
                (Tally::one(false), Some(reason))
            }
        };
        Row { name: stage.name, tally, seconds: started.elapsed().as_secs_f64(), reason }
    }

    /// One test: whether a cargo command succeeds.
    fn cargo(&self, arguments: &[&str]) -> Result<Tally> {
        process::succeeds(process::cargo(self.workspace.root()).args(arguments)).map(Tally::one)
    }

    fn page(&self) -> Result<()> {
        let built = self
            .page
            .get_or_init(|| page::build(&self.workspace, DEFAULT_ADDRESS).map_err(|error| format!("{error:#}")));
        built.clone().map_err(|reason| anyhow!("there is no built page: {reason}"))
    }

    fn format(&self) -> Result<Tally> {
        toolchain::rust_component(&self.workspace, "fmt", "rustfmt")?;
        self.cargo(&["fmt", "--all", "--check"])
    }

    fn lint(&self) -> Result<Tally> {
        toolchain::rust_component(&self.workspace, "clippy", "clippy")?;
        // With the features, so that the programs behind them are looked at too.
        let native = self.cargo(&[
            "clippy",
            "--workspace",
            "--all-targets",
            "--features=xtask/formulas,xtask/icons",
            "--",
            "-D",
            "warnings",
        ])?;
        toolchain::rust_target(&self.workspace, WASM)?;
        let wasm = self.cargo(&["clippy", "--package=downhill-web", "--target", WASM, "--", "-D", "warnings"])?;
        Ok(native + wasm)
    }

    /// The core compiles for wasm, and where there is no std at all.
    fn no_std(&self) -> Result<Tally> {
        let check = |target| self.cargo(&["check", "--package=downhill", "--lib", "--target", target]);
        toolchain::rust_target(&self.workspace, WASM)?;
        let wasm = check(WASM)?;
        // The page does not need this target, so a machine that cannot fetch it is not failed for that; what it can show
        // of the same fact is among the tidy rules.
        if let Err(error) = toolchain::rust_target(&self.workspace, BARE_METAL) {
            self.workspace.say(&format!("left out: {error:#}"));
            return Ok(wasm);
        }
        Ok(wasm + check(BARE_METAL)?)
    }

    fn rust(&self) -> Result<Tally> {
        let mut test = process::cargo(self.workspace.root());
        match python::with_torch(&self.workspace) {
            Some(python) => test.env("PYTHON", python),
            None => {
                self.workspace.say(python::LEFT_OUT);
                test.env("WITHOUT_PYTORCH", "1")
            }
        };
        let (success, output) = process::echoed(test.args(["test", "--workspace", "--no-fail-fast"]))?;
        Ok(tally::cargo_test(success, &output))
    }

    fn types(&self) -> Result<Tally> {
        self.page()?;
        let (page, tests) = (self.workspace.page(), self.workspace.browser_tests());
        toolchain::node_packages(&self.workspace, &tests)?;
        let bench = self.workspace.root().join("tests/bench");
        let hosts = hosts::tests(&self.workspace);
        toolchain::node_packages(&self.workspace, &hosts)?;
        // Each project, and the folder whose TypeScript checks it.
        [(&page, &page), (&page.join("build"), &page), (&tests, &tests), (&bench, &tests), (&hosts, &hosts)]
            .into_iter()
            .map(|(project, packages)| self.check_types(project, packages))
            .sum()
    }

    /// One test: whether the TypeScript project in a folder has no type errors.
    fn check_types(&self, project: &Path, packages: &Path) -> Result<Tally> {
        let name = project.strip_prefix(self.workspace.root()).unwrap_or(project);
        self.workspace.say(&format!("checking the types of {}", name.display()));
        let mut check = process::node(project, &packages.join("node_modules/typescript/bin/tsc"));
        process::succeeds(check.args(["--noEmit", "--project", "."])).map(Tally::one)
    }

    fn browser(&self) -> Result<Tally> {
        self.page()?;
        self.playwright(&self.workspace.browser_tests(), |_| ())
    }

    /// The embed inside other people's pages, made by the programs that they use.
    fn hosts(&self) -> Result<Tally> {
        self.page()?;
        let hosts = match Hosts::provide(&self.workspace) {
            Ok(hosts) => hosts,
            // A machine that cannot fetch other people's programs is not failed for that.
            Err(error) if !process::has_packages() => {
                self.workspace.say(&format!("left out: {error:#}"));
                return Ok(Tally::default());
            }
            Err(error) => return Err(error),
        };
        // A Chromium is looked for with the browser tests' packages.
        toolchain::node_packages(&self.workspace, &self.workspace.browser_tests())?;
        self.playwright(&hosts::tests(&self.workspace), |tests| hosts.tell(tests))
    }

    /// Runs the Playwright tests of a folder against the built page.
    fn playwright(&self, folder: &Path, prepare: impl FnOnce(&mut Command)) -> Result<Tally> {
        toolchain::node_packages(&self.workspace, folder)?;
        let chromium = browser::chromium(&self.workspace)?;
        let site = Server::start(server::listen_anywhere()?, vec![Mount::at_root(self.workspace.page().join("dist"))])?;
        let name = folder.strip_prefix(self.workspace.root()).unwrap_or(folder).display();
        self.workspace.say(&format!("running {name} in {}", chromium.display()));
        let report = self.workspace.scratch().join("playwright.json");
        // A run that dies early must not be counted by the report of the run before.
        if report.exists() {
            fs::remove_file(&report)?;
        }
        // A browser waits until its profile is on the disk, behind everything that was compiled a moment ago: minutes, on a
        // slow one.
        let _ = Command::new("sync").status();
        let mut tests = browser::playwright_in(folder);
        prepare(&mut tests);
        tests
            .args(["test", "--reporter=list,json"])
            .env("PLAYWRIGHT_JSON_OUTPUT_FILE", &report)
            .env("BASE_URL", site.address())
            .env("CHROMIUM", &chromium);
        let success = process::succeeds(&mut tests)?;
        let report = fs::read_to_string(&report).context("Playwright wrote no report")?;
        tally::playwright(success, &report)
    }
}

#[cfg(test)]
mod tests {
    use super::{Row, STAGES, table};
    use crate::arguments::HELP;
    use crate::tally::Tally;

    #[test]
    fn the_help_names_every_stage() {
        let names = STAGES.map(|stage| stage.name).join(", ");
        assert!(HELP.contains(&format!("STAGE is one of: {names}.")), "{names}");
    }

    #[test]
    fn the_table_has_a_row_for_each_stage_with_the_reason_it_could_not_run() {
        let rows = [
            Row { name: "rust", tally: Tally { passed: 12, failed: 0 }, seconds: 61.04, reason: None },
            Row {
                name: "page",
                tally: Tally::one(false),
                seconds: 0.2,
                reason: Some("Node is missing\nmore".to_owned()),
            },
        ];
        assert_eq!(
            table(&rows),
            "stage       passed  failed   seconds\n\
             rust            12       0      61.0\n\
             page             0       1       0.2   Node is missing\n"
        );
    }
}
