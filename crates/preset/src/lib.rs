//! A setup of Downhill as a link: `lab=race&f=rosenbrock&from=-1.5,2&run=adam,lr:0.05&steps=500&v=1`.
//!
//! One grammar for page, embed, element and command line. [`parse`] is total: whatever the text, it gives a preset that
//! can be run and a list of [`Warning`]s, and it never panics. [`print`](fn@print) gives the one canonical form, and
//! `parse(print(p)).preset == p` for every preset in which [`check`], [`check_batch`] or
//! [`check_minima`] finds nothing.
//!
//! # Grammar, version 1
//!
//! `key=value` pairs joined by `&`, in any order.
//!
//! | key | value | left out |
//! |---|---|---|
//! | `lab` | `race`, `batch` or `minima` | `race`, but [`Parsed::lab`] says that none was named |
//! | `run` | `rule` or `rule,parameter:value,...`, the parameters in any order; once per run | see below |
//! | `lang` | `en` or `ko` | the reader's choice |
//! | `theme` | `light` or `dark` | the reader's choice |
//! | `hide` | parts of the page, joined by commas: `heading`, `presets`, `controls`, `transport`, `charts`, `table`, `about` | nothing is hidden |
//! | `autoplay` | `on` or `off`: an embed plays once it is seen | `off` |
//! | `gestures` | `cooperative`, `greedy` or `none`: what wheel and fingers do on a map | `cooperative` |
//! | `slides` | ids of ready presets, joined by commas: a talk | no talk |
//! | `predict` | `on` or `off`: slides ask before they show | `off` |
//! | `v` | `1`, the version of this grammar | 1, for ever |
//!
//! Of the Race lab:
//!
//! | key | value | left out |
//! |---|---|---|
//! | `f` | id of a surface | `rosenbrock` |
//! | `from` | `x,y`: where the runs start | the surface's start |
//! | `view` | `xmin,xmax,ymin,ymax` | the surface's view |
//! | `run` | as above, and beside the rule's parameters what is in the next table | no run |
//! | `steps` | updates of every run | 500 |
//! | `target` | the loss to reach | the lowest known loss + 0.001 |
//! | `noise` | standard deviation of the Gaussian noise that is added to every component of a gradient, 0 to 10 | 0 |
//! | `seed` | `0` to `4294967295`: which noise | 0 |
//! | `seeds` | how many times all is run, each time with noise of its own, 1 to 100 | 1 |
//! | `change` | `at,run,parameter:value`: from update `at` on, a parameter of a run has another value; runs are counted from 1 among those that can be used; at most 16 | no change |
//! | `show` | the panel that is open below the race: `inside`, `derivatives`, `rates`, `basins` or `3d` | none |
//! | `runner` | the run that the panels are about, counted from 1 | the first |
//! | `point` | `x,y`: where the loss is differentiated | where that run is |
//! | `sweep` | two parameters of that run, `lr,momentum`, that span the map of runs | the place of the start |
//! | `each` | updates of every run of that map, 1 to 10000 | 300 |
//! | `eye` | `yaw,pitch` in degrees: where the surface in space is seen from, pitch from 8 to 90 | where most is seen |
//! | `height` | `log` or `linear`: how losses become heights of that surface | `log` |
//! | `per` | `updates` or `evaluations`: what progress is counted in | `updates` |
//!
//! What a run of a race may have beside its rule's parameters:
//!
//! | item | what it does |
//! |---|---|
//! | `clip_value:c` | every component of a gradient is brought into [-c, c] |
//! | `clip_norm:c` | a gradient longer than c is shortened to c |
//! | `weight_decay:λ` | λ x is added to the gradient, unless the rule has a weight decay of its own |
//! | `schedule:id` | how the rate changes: `constant`, `step` (`step_size`, `gamma`), `exponential` (`gamma`), `cosine` (`t_max`, `eta_min`), `warm-up` (`start_factor`, `total_iters`), `inverse-time` (`decay`) or `one-cycle` (`total_steps`, `pct_start`, `div_factor`, `final_div_factor`); each parameter is an item of its own |
//! | `decay:k` | `schedule:inverse-time` with this k: update t, from 0, has the rate lr / (1 + k t) |
//!
//! A gradient is given its noise first, then clipped by value, then by norm, and then decayed.
//!
//! Of the Batch lab, where every contender is one of the runs with one of the batch sizes:
//!
//! | key | value | left out |
//! |---|---|---|
//! | `data` | id of a data set, or `own` for a table that the link does not carry | `diabetes` |
//! | `run` | as above, and beside the rule's parameters `decay:value`: update t, from 0, has the rate lr / (1 + decay t) | SGD with the data set's rate; for `own` 0.03 |
//! | `batch` | `1` to the number of samples (5000 for `own`), or `all`; once per size | the data set's; for `own` `all`, `32`, `1` |
//! | `updates` | updates of every contender | see `epochs` |
//! | `epochs` | passes over the samples; counts only if there are no `updates` | the data set's updates or epochs; for `own` 20 epochs |
//! | `seed` | `0` to `4294967295` | 0 |
//! | `replicas` | how many runs with other seeds each contender makes beside its first, at most 500 | the data set's; for `own` 0 |
//! | `sampling` | `shuffled` or `replaced`: without or with replacement | `shuffled` |
//! | `from` | where the runs start, one number a parameter; only where the data set lets them start elsewhere | the data set's start |
//! | `noise` | 0 to 10; only where the data set has it | 0 |
//! | `axes` | two parameters, by name, or two columns of `own`, from 0; only where there are more than two | `bmi,s5`; for `own` `0,1` |
//! | `view` | `xmin,xmax,ymin,ymax`; with one parameter `xmin,xmax` | the page's choice |
//! | `change` | `at,run,parameter:value`: from update `at` of the contender that makes most on, a parameter of a run has another value; runs are counted from 1 among those that can be used; at most 16 | no change |
//!
//! Of the Minima lab, where an experiment has a use for only some of the keys:
//!
//! | key | value | used | left out |
//! |---|---|---|---|
//! | `experiment` | `batch-size`, `fair`, `noise-scale`, `edge`, `sam`, `rescale` or `wells` | | `batch-size` |
//! | `batch` | `1` to `ntrain`, or `all`, and perhaps `lr:value` and `rho:value` after it, joined by commas; once per run, at most 12, in `edge` and `rescale` one | to train; `rho` in `sam` | the experiment's, without those larger than `ntrain`, or else `all` |
//! | `lr` | learning rate of the runs that have none of their own, in (0, 10] | to train | 0.1, in `edge` 0.5 |
//! | `gain` | what the standard initial weights are multiplied by, in [0.1, 10] | to train | 4, in `edge` and `rescale` 1 |
//! | `width` | neurons of the hidden layers, from the first on: one to three numbers, each 1 to 64 | to train | 24, in `edge` 16 |
//! | `ntrain` | digits to learn from, 10 to 1000 | to train | 150, in `edge` 100, in `rescale` 300 |
//! | `updates` | updates of a run, 1 to 20000; in `noise-scale` of a run at the rate `lr`, and another makes as many as give the same rate times updates | to train | 2000 |
//! | `stop` | training loss at which a run stops early | `batch-size`, `fair` | none |
//! | `polish` | training loss to which gradient descent goes on after the updates | `batch-size`, `fair` | none |
//! | `activation` | `tanh` or `relu`; in `rescale` `relu` alone | to train | `tanh`, in `rescale` `relu` |
//! | `loss` | `mse` or `ce`: half the squared error, or the cross-entropy of the softmax | to train | `mse` |
//! | `seed` | `0` to `4294967295` | to train | 0 |
//! | `seeds` | how many networks a run trains, 1 to 40 | to train | 1 |
//! | `alpha` | what the weights into a layer are multiplied by, and those out of it divided, in [0.05, 20] | `rescale` | 4 |
//! | `shift` | how far the loss of new data lies beside that of the data learned from, in [-1, 1] | `wells` | 0.2 |
//! | `show` | `3d`: the planes around the solutions as blocks | `batch-size`, `fair`, `sam` | as maps |
//! | `eye` | `yaw,pitch` in degrees: where blocks are seen from, pitch from 8 to 90 | `batch-size`, `fair`, `sam` | -32,58 |
//! | `height` | `log` or `linear`: how losses become heights of blocks | `batch-size`, `fair`, `sam` | `log` |
//!
//! "To train" means every experiment but `wells`.
//!
//! What a key left out means never changes within a version, so a surface's start and view, a parameter's default and
//! what a data set and an experiment say are frozen with their first release: the golden links in the tests pin them.
//!
//! No link can freeze a page. A contender makes at most 100000 updates, also when they are counted in epochs, and all
//! replicas together 20 million; epochs and replicas are cut to that. How long an own table is, a link does not know:
//! [`fit_batch`] cuts again when it is there. All networks of a Minima link together take at most 2e12 floating-point
//! operations, counted as 6 a sample, parameter and update, and twice that with `rho`: first `seeds` is cut to that, then
//! `updates`, and if some runs have so small a rate that this is not enough, the last runs are left out.
//!
//! # What is wrong in a link
//!
//! One rule: *a value that cannot be used counts as not given*, and a warning says so. A parameter out of its domain
//! takes its default; a run whose rule is unknown is left out, and the numbers in `run 2` still count the runs of the
//! link. Of a key, a parameter or a batch size given twice the first counts. Keys that this grammar does not have
//! (`utm_source`, `fbclid`) and those of another lab are ignored without a word. A newer `v` is refused as a whole.
//!
//! # Where the pairs are looked for
//!
//! In the fragment of a URL if it has a key of this grammar, else in its query (an embed's fragment may be somebody
//! else's), else in the text itself. The two are never mixed. Text from a second `#` or `?` on is cut off, and so is
//! punctuation at the end, which messengers add. Escapes may be doubled. `+` is a plus sign, not a space.
//!
//! # Typed losses
//!
//! `expr` is a formula in x and y (see `downhill::Expression`) and counts more than `f`. Canonically it is percent-escaped, and
//! `from` and `view` always stand beside it: how they are found for a formula may change, what a link shows must not.
//!
//! # Warning codes
//!
//! A [`Warning`] is data: [`code`](Warning::code), [`field`](Warning::field), [`value`](Warning::value) and
//! [`rule`](Warning::rule) are enough to say it in any language. The codes are stable, and the rules are written without
//! words as far as that goes.
//!
//! | code | field | value | rule |
//! |---|---|---|---|
//! | `too-long` | `length` | characters, of the link or of its canonical form | `<= 2048` |
//! | `too-many-pairs` | `pairs` | number of pairs | `<= 64` |
//! | `too-many-runs` | `runs` | number of runs | `<= 12` |
//! | `repeated` | a key, `batch` among them, `run 2: lr` or `batch 2: lr` | the later value | `once` |
//! | `newer-version` | `v` | as given | `<= 1` |
//! | `unknown-version` | `v` | as given | `1` |
//! | `unknown-lab` | `lab` | as given | the labs, `a \| b` |
//! | `unknown-surface` | `f` | as given | the surfaces, `a \| b` |
//! | `expression` | `expr` | as given | column, kind of the error, and what to write if that is clear: `2: multiplication: 2*x` |
//! | `beside-expr` | `f` | as given | `f \| expr` |
//! | `not-a-point` | `from` or `point` | as given | `x,y`; of a data set its parameters, `u,v` |
//! | `not-a-view` | `view` | as given | `xmin,xmax,ymin,ymax`; with one parameter `xmin,xmax` |
//! | `coordinate` | `from`, `point` or `view` | as given | `in [-1e6, 1e6]` |
//! | `view-order` | `view` | as given | `xmax - xmin >= 1e-6, ymax - ymin >= 1e-6`, or its first half |
//! | `unknown-rule` | `run 2` | the rule given | the rules, `a \| b` |
//! | `not-a-parameter` | `run 2` or `batch 2` | the item given | `parameter:value` |
//! | `unknown-parameter` | `run 2: mu` | as given | the rule's parameters, `a \| b` |
//! | `not-a-number` | `run 2: lr` | as given | the domain, `> 0` |
//! | `parameter` | `run 2: lr` | as given | the domain, `> 0` |
//! | `parameter-count` | `run 2` | how many | how many there must be (from [`check`] alone) |
//! | `steps` | `steps` | as given | `1..100000` |
//! | `target` | `target` | as given | `finite` |
//! | `unknown-lang` | `lang` | as given | `en \| ko` |
//! | `unknown-theme` | `theme` | as given | `light \| dark` |
//! | `unknown-part` | `hide` | the item | the parts, `a \| b` |
//! | `unknown-switch` | `autoplay` or `predict` | as given | `on \| off` |
//! | `unknown-gestures` | `gestures` | as given | the kinds, `a \| b` |
//! | `not-a-name` | `slides` | the item | `a-z 0-9 -, at most 40` |
//! | `unknown-data` | `data` | as given | the data sets, `a \| b` |
//! | `batch-size` | `batch` | as given, of a Minima link without what follows | `1..442 \| all` |
//! | `too-many-contenders` | `contenders` | runs times batch sizes | `<= 12` |
//! | `no-contenders` | `runs` or `batches` | `0` | `>= 1` (from [`check_batch`] and [`check_minima`] alone) |
//! | `updates` | `updates` | as given | `1..100000`; of networks `1..20000` |
//! | `epochs` | `epochs` | as given | `1..1000` |
//! | `budget` | `epochs` | as given | `updates \| epochs` if both are given, `<= 226` if there are too many |
//! | `seed` | `seed` | as given | `0..4294967295` |
//! | `replicas` | `replicas` | as given, or the data set's | `0..500`, or `<= 33` if they make too many updates |
//! | `unknown-sampling` | `sampling` | as given | `shuffled \| replaced` |
//! | `noise` | `noise` | as given | `0..10` |
//! | `axes` | `axes` | as given | `a,b: bmi \| bp`, or `a,b: 0..999` for columns |
//! | `not-here` | `from`, `noise` or `axes`; `run 2` of the Batch lab | as given; a rule that asks for more than one gradient | empty |
//! | `not-a-change` | `change 2` | as given | `at,run,parameter:value` |
//! | `change-at` | `change 2: at` | as given | `1..100000` |
//! | `change-run` | `change 2: run` | as given | `1..3` |
//! | `change-order` | `change 2: at` | the update | `>= 500` (from [`check_batch`] alone) |
//! | `too-many-changes` | `changes` | number of changes | `<= 16` |
//! | `unknown-experiment` | `experiment` | as given | the experiments, `a \| b` |
//! | `width` | `width` | as given | `a \| a,b \| a,b,c: 1..64` |
//! | `ntrain` | `ntrain` | as given | `10..1000` |
//! | `unknown-activation` | `activation` | as given | `tanh \| relu` |
//! | `needs-relu` | `activation` | as given | `relu` |
//! | `unknown-loss` | `loss` | as given | `mse \| ce` |
//! | `seeds` | `seeds` | as given | `1..40`; of a race `1..100`, or `<= 20` if that makes too many updates |
//! | `unknown-panel` | `show` | as given | the panels, `a \| b` |
//! | `runner` | `runner` | as given | `1..3` |
//! | `not-a-sweep` | `sweep` | as given | `parameter,parameter` |
//! | `unknown-height` | `height` | as given | `log \| linear` |
//! | `unknown-count` | `per` | as given | `updates \| evaluations` |
//! | `unknown-schedule` | `run 2: schedule` | as given | the schedules, `a \| b` |
//! | `not-in-experiment` | a key of the Minima lab, or `batch 2: rho` | as given | empty |
//! | `too-much-work` | `seeds`, `updates` or `runs` | as given, or the experiment's; number of runs | `<= 7` |
//!
//! `unknown-parameter`, `not-a-number` and `parameter` are said of `change 2: lr` and of `batch 2: lr`, too; and the last two
//! of `lr`, `gain`, `stop`, `polish`, `alpha` and `shift`.

#![forbid(unsafe_code)]

mod check;
mod defaults;
mod fit;
pub mod limits;
mod link;
mod number;
mod parse;
mod print;
mod range;
pub mod ready;
mod setup;
mod warning;

pub use check::{check, check_batch, check_minima};
pub use fit::{fit_batch, fit_minima};
pub use number::shortest;
pub use parse::{Parsed, ParsedFor, parse, parse_batch, parse_minima, parse_race};
pub use print::{print, print_batch, print_minima, print_race, print_shown};
pub use setup::{
    BatchRun, BatchSetup, Change, ComparisonError, Contender, Data, Experiment, Gestures, Lab, Lang, Look, MinimaSetup,
    NetworkRun, Panel, Part, PlaneLook, Presentation, Preset, RaceRun, RaceSetup, Setup, Task, Theme,
};
pub use warning::Warning;
