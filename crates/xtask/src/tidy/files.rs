//! Rules about files as wholes: how they open, how long they are, what they are called.

use super::Source;

/// Lines that a file of code may have.
const LONGEST: usize = 400;

/// Files that may be longer, each with its reason.
const LONG_FILES: [(&str, &str); 0] = [];

/// Endings of files that people write as code.
const CODE: [&str; 8] = ["rs", "ts", "js", "mjs", "css", "html", "py", "sh"];

/// Names under which anything could be found.
const EMPTY_NAMES: [&str; 6] = ["util", "utils", "helper", "helpers", "common", "misc"];

/// Files that fix the version of every dependency.
const LOCKS: [&str; 5] = [
    "Cargo.lock",
    "www/package-lock.json",
    "tests/browser/package-lock.json",
    "tests/hosts/package-lock.json",
    "tests/bench/package-lock.json",
];

/// Rust and script files whose first line does not begin a documentation comment with a sentence in it.
pub(super) fn without_opening(tree: &[Source]) -> Vec<String> {
    tree.iter()
        .filter(|file| {
            let opening = match file.ending() {
                "rs" => rust_opening(&file.text),
                "ts" | "js" | "mjs" => script_opening(&file.text),
                _ => return false,
            };
            !opening.is_some_and(|text| is_sentence(&text))
        })
        .map(|file| format!("{}: does not open with a sentence about itself", file.path))
        .collect()
}

/// The first paragraph of the `//!` comment on the first lines.
fn rust_opening(text: &str) -> Option<String> {
    let lines: Vec<&str> = text.lines().map_while(|line| line.strip_prefix("//!")).collect();
    first_paragraph(&lines)
}

/// The first paragraph of the `/** */` comment that begins on the first line.
fn script_opening(text: &str) -> Option<String> {
    let (comment, _) = text.strip_prefix("/**")?.split_once("*/")?;
    let lines: Vec<&str> = comment.lines().map(|line| line.trim_start().trim_start_matches('*')).collect();
    first_paragraph(&lines)
}

fn first_paragraph(lines: &[&str]) -> Option<String> {
    let words: Vec<&str> = lines
        .iter()
        .map(|line| line.trim())
        .skip_while(|line| line.is_empty())
        .take_while(|line| !line.is_empty())
        .collect();
    (!words.is_empty()).then(|| words.join(" "))
}

fn is_sentence(text: &str) -> bool {
    text.ends_with(['.', ':', '!', '?']) && text.split_whitespace().count() >= 3
}

/// Code that is longer than [`LONGEST`] and not in the table of exceptions, and exceptions that are none any more.
pub(super) fn too_long(tree: &[Source]) -> Vec<String> {
    longer_than(LONGEST, &LONG_FILES, tree)
}

fn longer_than(longest: usize, exceptions: &[(&str, &str)], tree: &[Source]) -> Vec<String> {
    let long: Vec<(&str, usize)> = tree
        .iter()
        .filter(|file| CODE.contains(&file.ending()))
        .map(|file| (file.path.as_str(), file.text.lines().count()))
        .filter(|&(_, lines)| lines > longest)
        .collect();
    let unexcused = long
        .iter()
        .filter(|(path, _)| !exceptions.iter().any(|(excused, _)| excused == path))
        .map(|(path, lines)| format!("{path}: {lines} lines, more than {longest}"));
    let stale = exceptions
        .iter()
        .filter(|(excused, _)| !long.iter().any(|(path, _)| path == excused))
        .map(|(excused, _)| format!("{excused}: listed as a long file, but is none"));
    let unreasoned = exceptions
        .iter()
        .filter(|(_, reason)| reason.trim().is_empty())
        .map(|(excused, _)| format!("{excused}: listed as a long file without a reason"));
    unexcused.chain(stale).chain(unreasoned).collect()
}

/// Files and folders with one of [`EMPTY_NAMES`].
pub(super) fn badly_named(tree: &[Source]) -> Vec<String> {
    tree.iter()
        .filter_map(|file| {
            let stem = |part: &str| part.split('.').next().unwrap_or_default().to_lowercase();
            let name = file.path.split('/').find(|part| EMPTY_NAMES.contains(&stem(part).as_str()))?;
            Some(format!("{}: {name} does not say what is in it", file.path))
        })
        .collect()
}

/// [`LOCKS`] that are not in the tree.
pub(super) fn missing_locks(tree: &[Source]) -> Vec<String> {
    let present = |lock: &str| tree.iter().any(|file| file.path == lock);
    LOCKS.into_iter().filter(|lock| !present(lock)).map(|lock| format!("{lock} is missing or ignored")).collect()
}

#[cfg(test)]
mod tests {
    use super::{LOCKS, badly_named, longer_than, missing_locks, without_opening};
    use crate::tidy::source;

    #[test]
    fn a_file_must_open_with_a_sentence() {
        let good = [
            source("a.rs", "//! Adam, line by line.\n"),
            source("b.rs", "//!\n//! One sentence on\n//! two lines.\n//!\n//! More\n"),
            source("c.ts", "/** Draws the map. */\nexport {};\n"),
            source("d.mjs", "/**\n * Runs the bench.\n *\n * More\n */\n"),
            source("e.css", "body {}\n"),
        ];
        assert_eq!(without_opening(&good), Vec::<String>::new());
        for bad in [
            source("a.rs", ""),
            source("a.rs", "fn main() {}\n"),
            source("a.rs", "// Not documentation at all.\n"),
            source("a.rs", "\n//! A sentence, too late.\n"),
            source("a.rs", "//! Adam\n"),
            source("a.rs", "//!\n"),
            source("a.ts", "// Draws the map.\n"),
            source("a.ts", "export {};\n/** Draws the map. */\n"),
        ] {
            assert_eq!(without_opening(std::slice::from_ref(&bad)).len(), 1, "{bad:?}");
        }
    }

    #[test]
    fn a_long_file_needs_a_reason() {
        let tree = [source("long.rs", "x\ny\nz\n"), source("short.rs", "x\ny\n"), source("data.json", "1\n2\n3\n")];
        assert_eq!(longer_than(2, &[], &tree), ["long.rs: 3 lines, more than 2"]);
        assert_eq!(longer_than(2, &[("long.rs", "one table")], &tree), Vec::<String>::new());
        assert_eq!(longer_than(2, &[("long.rs", " ")], &tree), ["long.rs: listed as a long file without a reason"]);
        assert_eq!(
            longer_than(3, &[("long.rs", "one table"), ("gone.rs", "a")], &tree),
            ["long.rs: listed as a long file, but is none", "gone.rs: listed as a long file, but is none"]
        );
    }

    #[test]
    fn a_name_must_say_something() {
        let tree =
            ["crates/core/src/dual.rs", "www/src/commons.ts", "tests/helpfulness.rs"].map(|path| source(path, ""));
        assert_eq!(badly_named(&tree), Vec::<String>::new());
        for path in ["src/utils.rs", "src/Helpers.ts", "common/mod.rs", "misc.test.ts", "a/util/b.rs"] {
            assert_eq!(badly_named(&[source(path, "")]).len(), 1, "{path}");
        }
    }

    #[test]
    fn a_lock_must_be_there() {
        let all = LOCKS.map(|path| source(path, ""));
        assert_eq!(missing_locks(&all), Vec::<String>::new());
        assert_eq!(missing_locks(&all[1..]), ["Cargo.lock is missing or ignored"]);
    }
}
