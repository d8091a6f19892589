//! Counting tests from what the test runners report.

use std::iter::Sum;
use std::ops::Add;

use anyhow::{Context, Result};
use serde_json::Value;

/// How many tests passed and failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
}

impl Tally {
    /// One test.
    pub(crate) fn one(passed: bool) -> Self {
        Self { passed: u64::from(passed), failed: u64::from(!passed) }
    }

    /// Holds a runner's count to its exit code: one that failed, or ran nothing, without naming a test still is a failure.
    fn held_to(self, success: bool) -> Self {
        let silent_failure = self.failed == 0 && (!success || self.passed == 0);
        Self { failed: self.failed + u64::from(silent_failure), ..self }
    }
}

impl Add for Tally {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { passed: self.passed + other.passed, failed: self.failed + other.failed }
    }
}

impl Sum for Tally {
    fn sum<I: Iterator<Item = Self>>(tallies: I) -> Self {
        tallies.fold(Self::default(), Add::add)
    }
}

/// Counts a `cargo test`: the sum of its `test result:` lines, and a failure if it failed without one (a compiler error).
pub(crate) fn cargo_test(success: bool, stdout: &str) -> Tally {
    stdout.lines().filter_map(|line| result_line(line.strip_prefix("test result: ")?)).sum::<Tally>().held_to(success)
}

/// Reads `ok. 3 passed; 1 failed; 0 ignored; ...`.
fn result_line(line: &str) -> Option<Tally> {
    let (_, counts) = line.split_once(". ")?;
    let count =
        |word: &str| counts.split("; ").find_map(|part| part.strip_suffix(word)?.trim_end().parse::<u64>().ok());
    Some(Tally { passed: count("passed")?, failed: count("failed")? })
}

/// Counts a Playwright run from its JSON report. A test that was skipped, or passed only when tried again, has not passed.
pub(crate) fn playwright(success: bool, report: &str) -> Result<Tally> {
    let report: Value = serde_json::from_str(report).context("Playwright's report is not JSON")?;
    let count =
        |name: &str| report["stats"][name].as_u64().with_context(|| format!("Playwright's report counts no {name}"));
    let tally =
        Tally { passed: count("expected")?, failed: count("unexpected")? + count("flaky")? + count("skipped")? };
    Ok(tally.held_to(success))
}

#[cfg(test)]
mod tests {
    use super::{Tally, cargo_test, playwright};

    const OUTPUT: &str = "
running 2 tests
test a ... ok
test b ... ok

test result: ok. 2 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s

test result: FAILED. 10 passed; 3 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.20s
";

    #[test]
    fn cargo_test_results_are_summed() {
        assert_eq!(cargo_test(false, OUTPUT), Tally { passed: 12, failed: 3 });
    }

    #[test]
    fn a_run_that_fails_without_a_result_counts_as_a_failure() {
        assert_eq!(cargo_test(false, "error: could not compile"), Tally { passed: 0, failed: 1 });
        let (good, _) = OUTPUT.split_once("\n\ntest result: FAILED").expect("the text above");
        assert_eq!(cargo_test(true, good), Tally { passed: 2, failed: 0 });
        assert_eq!(cargo_test(false, good), Tally { passed: 2, failed: 1 });
    }

    #[test]
    fn a_run_of_nothing_counts_as_a_failure() {
        assert_eq!(cargo_test(true, ""), Tally { passed: 0, failed: 1 });
        assert_eq!(playwright(true, &report(0, 0, 0, 0)).expect("a report"), Tally { passed: 0, failed: 1 });
    }

    #[test]
    fn playwright_reports_are_counted() {
        assert_eq!(playwright(true, &report(5, 0, 0, 0)).expect("a report"), Tally { passed: 5, failed: 0 });
        assert_eq!(playwright(false, &report(5, 1, 2, 3)).expect("a report"), Tally { passed: 5, failed: 6 });
        assert_eq!(playwright(false, &report(5, 0, 0, 0)).expect("a report"), Tally { passed: 5, failed: 1 });
        assert!(playwright(true, "{}").is_err());
        assert!(playwright(true, "").is_err());
    }

    fn report(expected: u64, unexpected: u64, flaky: u64, skipped: u64) -> String {
        format!(
            r#"{{"stats": {{"expected": {expected}, "unexpected": {unexpected}, "flaky": {flaky}, "skipped": {skipped}}}}}"#
        )
    }
}
