//! Escape rates that an independent implementation recorded: 200 seeds each, SGD, the data sets' own starts and lengths.

/// One row of a table: what was recorded for one learning rate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RecordedRates {
    /// The data set's id.
    pub data: &'static str,
    /// Noise in the targets.
    pub noise: f64,
    /// The learning rate.
    pub lr: f64,
    /// For every batch size: the size, how many percent got where they should, and the median update, its half cut off, if any did.
    pub cells: [(usize, f64, Option<u32>); 6],
}

const WELLS: [usize; 6] = [1, 2, 4, 8, 16, 32];
const SINES: [usize; 6] = [1, 2, 4, 8, 20, 40];

const fn row(data: &'static str, noise: f64, lr: f64, batches: [usize; 6], arrived: &[(f64, u32)]) -> RecordedRates {
    let mut cells = [(0, 0.0, None); 6];
    let mut k = 0;
    while k < 6 {
        cells[k].0 = batches[k];
        if k < arrived.len() {
            cells[k].1 = arrived[k].0;
            cells[k].2 = Some(arrived[k].1);
        }
        k += 1;
    }
    RecordedRates { data, noise, lr, cells }
}

/// Every recorded row.
pub static RECORDED_RATES: &[RecordedRates] = &[
    row("two-wells", 0.0, 0.05, WELLS, &[(35.0, 423)]),
    row("two-wells", 0.0, 0.08, WELLS, &[(100.0, 21), (93.0, 264), (0.5, 751)]),
    row("two-wells", 0.0, 0.09, WELLS, &[(100.0, 12), (100.0, 57), (48.0, 516)]),
    row("two-wells", 0.0, 0.095, WELLS, &[(100.0, 9), (100.0, 31), (94.0, 293), (6.5, 335)]),
    row("two-wells", 0.0, 0.105, WELLS, &[(100.0, 6), (100.0, 14), (100.0, 43), (93.0, 203), (5.5, 406)]),
    row("frequency", 0.0, 0.15, SINES, &[(35.0, 1096)]),
    row("frequency", 0.0, 0.2, SINES, &[(89.0, 516), (1.0, 1225)]),
    row("frequency", 0.0, 0.25, SINES, &[(96.0, 232), (16.5, 844)]),
    row("frequency", 0.0, 0.3, SINES, &[(94.0, 113), (52.5, 800)]),
    row("frequency", 0.0, 0.4, SINES, &[(95.5, 61), (95.5, 305), (2.5, 1354)]),
    row("frequency", 0.1, 0.15, SINES, &[(32.0, 1073)]),
    row("frequency", 0.1, 0.2, SINES, &[(90.0, 567), (1.0, 1226)]),
    row("frequency", 0.1, 0.25, SINES, &[(95.0, 258), (12.5, 1210)]),
    row("frequency", 0.1, 0.3, SINES, &[(97.0, 124), (46.5, 762)]),
    row("frequency", 0.1, 0.4, SINES, &[(94.0, 60), (93.0, 303), (1.0, 1725)]),
];
