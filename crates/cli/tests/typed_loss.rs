//! A loss that somebody typed, in `downhill run` and `downhill script`.

#[expect(dead_code, reason = "no messages, JSON or pictures here")]
mod command;

use command::printed;

/// x² + 3y², by hand: the slopes are 2x and 6y.
const LINK: &str = "#lab=race&expr=x%5E2%2B3*y%5E2&from=1,-2&run=sgd,lr:0.1&run=lion,lr:0.05&steps=3&v=1";

#[test]
fn a_typed_loss_is_run_and_its_table_is_the_one_by_hand() {
    let table = printed(&["run", LINK]);
    let mut lines = table.lines();
    assert_eq!(lines.next(), Some("run,step,x,y,loss"));
    let rows: Vec<Vec<f64>> =
        lines.map(|line| line.split(',').map(|cell| cell.parse().expect("a number")).collect()).collect();
    let descent = (0..=3).map(|step| [1.0, f64::from(step), 0.8_f64.powi(step), -2.0 * 0.4_f64.powi(step)]);
    // Lion goes by the signs alone, and none of them changes.
    let signs = (0..=3).map(|step| [2.0, f64::from(step), 1.0 - 0.05 * f64::from(step), -2.0 + 0.05 * f64::from(step)]);
    let want: Vec<[f64; 4]> = descent.chain(signs).collect();
    assert_eq!(rows.len(), want.len());
    for (row, want) in rows.iter().zip(want) {
        let loss = want[2] * want[2] + 3.0 * want[3] * want[3];
        for (got, want) in row.iter().zip(want.into_iter().chain([loss])) {
            assert!((got - want).abs() <= 1e-12, "{row:?}: {want}");
        }
    }
}

#[test]
fn a_typed_loss_is_written_as_python() {
    let script = printed(&["script", LINK]);
    for part in [
        "A race of update rules on a typed loss, as Downhill runs it, by PyTorch.",
        "    \"\"\"x^2+3*y^2.\"\"\"\n    return x**2 + 3 * y**2\n",
        "    (torch.optim.SGD, dict(lr=0.1)),\n    (Lion, dict(lr=0.05, ",
    ] {
        assert!(script.contains(part), "no {part:?} in\n{script}");
    }
}
