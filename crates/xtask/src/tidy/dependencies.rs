//! Rules about what the crates are built from, read off `cargo tree --prefix=none --format={p}`.

/// Crates that draw random numbers from the system; in the page, the same link would give different runs.
const RANDOM: [&str; 2] = ["getrandom", "rand_core"];

/// Packages of a tree that are sources of randomness.
pub(super) fn random(tree: &str) -> Vec<String> {
    packages(tree).filter(|name| RANDOM.contains(name)).map(|name| format!("depends on {name}")).collect()
}

/// What the core may depend on: mathematics that is the same on every platform.
const MATHEMATICS: [&str; 2] = ["libm", "special"];

/// Packages of the core's tree besides itself and its mathematics.
pub(super) fn beyond_mathematics(tree: &str) -> Vec<String> {
    let mut packages = packages(tree);
    let root = packages.next();
    let mut found: Vec<String> =
        packages.filter(|name| !MATHEMATICS.contains(name)).map(|name| format!("depends on {name}")).collect();
    if root != Some("downhill") {
        found.push(format!("this is not the core's tree: it starts with {root:?}"));
    }
    found
}

/// The names in lines such as `libm v0.2.16`.
fn packages(tree: &str) -> impl Iterator<Item = &str> {
    tree.lines().filter_map(|line| line.split_whitespace().next())
}

#[cfg(test)]
mod tests {
    use super::{beyond_mathematics, random};

    #[test]
    fn a_source_of_randomness_is_found() {
        let tree = "downhill-web v0.1.0 (here)\nwasm-bindgen v0.2.130\nlibm v0.2.16\n";
        assert_eq!(random(tree), Vec::<String>::new());
        assert_eq!(random(&format!("{tree}getrandom v0.3.1 (*)\n")), ["depends on getrandom"]);
    }

    #[test]
    fn any_other_dependency_of_the_core_is_found() {
        assert_eq!(beyond_mathematics("downhill v0.1.0 (here)\nlibm v0.2.16\nspecial v0.14.2\n"), Vec::<String>::new());
        assert_eq!(beyond_mathematics("downhill v0.1.0 (here)\nlibm v0.2.16\nserde v1.0.0\n"), ["depends on serde"]);
        assert_eq!(beyond_mathematics("").len(), 1, "an empty answer proves nothing");
    }
}
