//! A setup of Downhill as a link: `lab=race&f=rosenbrock&from=-1.5,2&run=adam,lr:0.05&steps=500&v=1`.
//!
//! One grammar for page, embed, element and command line. [`parse`] is total: whatever the text, it gives a preset that
//! can be run and a list of [`Warning`]s, and it never panics. [`print`](fn@print) gives the one canonical form, and
//! `parse(print(p)).preset == p` for every preset in which [`check`] finds nothing.
//!
//! # Grammar, version 1
//!
//! `key=value` pairs joined by `&`, in any order.
//!
//! | key | value | left out |
//! |---|---|---|
//! | `lab` | `race` | `race`, but [`Parsed::lab`] says that none was named |
//! | `f` | id of a surface | `rosenbrock` |
//! | `from` | `x,y`: where the runs start | the surface's start |
//! | `view` | `xmin,xmax,ymin,ymax` | the surface's view |
//! | `run` | `rule` or `rule,parameter:value,...`, the parameters in any order; once per run | no run |
//! | `steps` | updates of every run | 500 |
//! | `target` | the loss to reach | the lowest known loss + 0.001 |
//! | `lang` | `en` or `ko` | the reader's choice |
//! | `theme` | `light` or `dark` | the reader's choice |
//! | `v` | `1`, the version of this grammar | 1, for ever |
//!
//! What a key left out means never changes within a version, so a surface's start and view and a parameter's default
//! are frozen with their first release: the golden links in the tests pin them.
//!
//! # What is wrong in a link
//!
//! One rule: *a value that cannot be used counts as not given*, and a warning says so. A parameter out of its domain
//! takes its default; a run whose rule is unknown is left out, and the numbers in `run 2` still count the runs of the
//! link. Of a key or parameter given twice the first counts. Keys that this grammar does not have (`utm_source`,
//! `fbclid`) are ignored without a word. A newer `v` is refused as a whole.
//!
//! # Where the pairs are looked for
//!
//! In the fragment of a URL if it has a key of this grammar, else in its query (an embed's fragment may be somebody
//! else's), else in the text itself. The two are never mixed. Text from a second `#` or `?` on is cut off, and so is
//! punctuation at the end, which messengers add. Escapes may be doubled. `+` is a plus sign, not a space.
//!
//! # Warning codes
//!
//! A [`Warning`] is data: [`code`](Warning::code), [`field`](Warning::field), [`value`](Warning::value) and
//! [`rule`](Warning::rule) are enough to say it in any language. The codes are stable, and the rules are written without
//! words as far as that goes.
//!
//! | code | field | value | rule |
//! |---|---|---|---|
//! | `too-long` | `length` | characters | `<= 2048` |
//! | `too-many-pairs` | `pairs` | number of pairs | `<= 64` |
//! | `too-many-runs` | `runs` | number of runs | `<= 12` |
//! | `repeated` | a key, or `run 2: lr` | the later value | `once` |
//! | `newer-version` | `v` | as given | `<= 1` |
//! | `unknown-version` | `v` | as given | `1` |
//! | `unknown-lab` | `lab` | as given | the labs, `a \| b` |
//! | `unknown-surface` | `f` | as given | the surfaces, `a \| b` |
//! | `unsupported` | `expr` | as given | empty |
//! | `not-a-point` | `from` | as given | `x,y` |
//! | `not-a-view` | `view` | as given | `xmin,xmax,ymin,ymax` |
//! | `coordinate` | `from` or `view` | as given | `in [-1e6, 1e6]` |
//! | `view-order` | `view` | as given | `xmax - xmin >= 1e-6, ymax - ymin >= 1e-6` |
//! | `unknown-rule` | `run 2` | the rule given | the rules, `a \| b` |
//! | `not-a-parameter` | `run 2` | the item given | `parameter:value` |
//! | `unknown-parameter` | `run 2: mu` | as given | the rule's parameters, `a \| b` |
//! | `not-a-number` | `run 2: lr` | as given | the domain, `> 0` |
//! | `parameter` | `run 2: lr` | as given | the domain, `> 0` |
//! | `parameter-count` | `run 2` | how many | how many there must be (from [`check`] alone) |
//! | `steps` | `steps` | as given | `1..100000` |
//! | `target` | `target` | as given | `finite` |
//! | `unknown-lang` | `lang` | as given | `en \| ko` |
//! | `unknown-theme` | `theme` | as given | `light \| dark` |

#![forbid(unsafe_code)]

mod check;
mod defaults;
pub mod limits;
mod link;
mod number;
mod parse;
mod print;
pub mod ready;
mod setup;
mod warning;

pub use check::check;
pub use number::shortest;
pub use parse::{Parsed, parse};
pub use print::print;
pub use setup::{Lab, Lang, Preset, RaceSetup, Setup, Theme};
pub use warning::Warning;
