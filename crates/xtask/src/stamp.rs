//! Skipping work whose inputs and outputs are what they were the last time.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// One stage of a build: what it reads, and what it leaves behind.
#[derive(Debug)]
pub(crate) struct Stage<'a> {
    /// The file that remembers the last good run.
    pub(crate) stamp: PathBuf,
    /// Everything besides files that decides the result, such as command-line flags.
    pub(crate) settings: &'a str,
    /// Files and folders that are read.
    pub(crate) inputs: Vec<PathBuf>,
    /// Names of folders inside the inputs that do not count.
    pub(crate) skip: &'a [&'a str],
    /// Files and folders that are written; they must not be among the inputs.
    pub(crate) outputs: Vec<PathBuf>,
}

impl Stage<'_> {
    /// Does `work` unless the last good run had these inputs and its outputs are still as it left them; whether it was done.
    pub(crate) fn run(&self, work: impl FnOnce() -> Result<()>) -> Result<bool> {
        // Read before the work: a file edited meanwhile must count as changed the next time.
        let inputs = self.digest(&self.inputs)?;
        let stamp = |outputs: String| format!("{inputs} {outputs}\n");
        if fs::read_to_string(&self.stamp).ok() == Some(stamp(self.digest(&self.outputs)?)) {
            return Ok(false);
        }
        work()?;
        if let Some(folder) = self.stamp.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(&self.stamp, stamp(self.digest(&self.outputs)?))
            .with_context(|| format!("cannot write {}", self.stamp.display()))?;
        Ok(true)
    }

    fn digest(&self, paths: &[PathBuf]) -> Result<String> {
        let mut hasher = DefaultHasher::new();
        self.settings.hash(&mut hasher);
        for path in paths {
            path.hash(&mut hasher);
            absorb(path, self.skip, &mut hasher).with_context(|| format!("cannot read {}", path.display()))?;
        }
        Ok(format!("{:016x}", hasher.finish()))
    }
}

/// Adds names and contents below `path`; something missing counts as such.
fn absorb(path: &Path, skip: &[&str], hasher: &mut DefaultHasher) -> io::Result<()> {
    if path.is_dir() {
        let mut entries = fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
        entries.sort();
        for entry in entries {
            let name = entry.file_name().unwrap_or_default();
            if !skip.iter().any(|skipped| name == *skipped) {
                name.hash(hasher);
                absorb(&entry, skip, hasher)?;
            }
        }
        "end of folder".hash(hasher);
    } else if path.exists() {
        fs::read(path)?.hash(hasher);
    } else {
        "missing".hash(hasher);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::Stage;
    use std::fs;

    #[test]
    fn a_stage_is_current_until_an_input_an_output_or_a_setting_changes() {
        let folder = std::env::temp_dir().join(format!("downhill-stamp-{}", std::process::id()));
        let [input, ignored, output] = ["in/a/b.txt", "in/skipped/c.txt", "out.txt"].map(|name| folder.join(name));
        for file in [&input, &ignored, &output] {
            fs::create_dir_all(file.parent().expect("a file in a folder")).expect("a writable temporary folder");
            fs::write(file, "one").expect("a writable temporary folder");
        }
        let stage = |settings: &'static str| Stage {
            stamp: folder.join("stamps/stage"),
            settings,
            inputs: vec![folder.join("in")],
            skip: &["skipped"],
            outputs: vec![output.clone()],
        };
        let write = |file, text| fs::write(file, text).expect("a writable temporary folder");
        let ran = |settings| stage(settings).run(|| Ok(())).expect("readable files");

        assert!(stage("-O3").run(|| anyhow::bail!("no")).is_err());
        assert!(ran("-O3"), "a failure is not remembered");
        assert!(!ran("-O3"));
        assert!(ran("-Oz"), "the settings differ");
        write(&ignored, "two");
        assert!(!ran("-Oz"), "a skipped folder does not count");
        write(&input, "two");
        assert!(ran("-Oz"), "an input changed");
        write(&input, "two");
        assert!(!ran("-Oz"), "the contents count, not the times");
        fs::remove_file(&output).expect("the output was written above");
        assert!(ran("-Oz"), "the output is gone");

        fs::remove_dir_all(&folder).expect("a removable temporary folder");
    }
}
