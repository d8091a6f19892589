//! `downhill script`: a race as a program for PyTorch.

use std::io::Write;

use downhill_preset::Setup;

use crate::arguments::Script;
use crate::failure::Failure;
use crate::subject::Subject;

/// Prints the script of a link.
pub(crate) fn script(asked: &Script, out: &mut impl Write) -> Result<(), Failure> {
    let subject = Subject::read(&asked.link, asked.is_strict)?;
    match &subject.preset.setup {
        Setup::Race(setup) => Ok(out.write_all(downhill_script::pytorch(setup).as_bytes())?),
        other => Err(Failure::BadInput(format!("lab = {}: only a race can be written as a script", other.lab().id()))),
    }
}
