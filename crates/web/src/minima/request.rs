//! What a worker is asked for: a plain object with the setup and what is to be computed of it.

use downhill::curvature::Segment;
use downhill::data::Digits;
use downhill::model::mlp::MlpLoss;
use downhill::network::{Intervals, LineSlice, NetworkRun, PlaneKind, PlaneSlice, Rescaling, Spectrum};
use downhill_preset::MinimaSetup;
use wasm_bindgen::prelude::*;

use super::setup::setup_from;
use crate::error::{Code, error};
use crate::fields::{Fields, count, refusal};
use crate::rules::unknown;

/// A computation that is made a piece at a time.
#[derive(Debug)]
pub(super) enum Work {
    Train(Box<NetworkRun>),
    Line { slice: Box<LineSlice>, losses: Box<[MlpLoss; 2]> },
    Plane { slice: Box<PlaneSlice>, loss: Box<MlpLoss> },
    Spectrum { spectrum: Box<Spectrum>, loss: Box<MlpLoss> },
    Rescale { rescaling: Box<Rescaling>, losses: Box<[MlpLoss; 2]> },
}

/// Begins with what is asked for.
pub(super) fn work_from(request: &JsValue, digits: &Digits) -> Result<Work, JsValue> {
    let fields = Fields(request);
    let setup = setup_from(&fields.get("setup"))?;
    if setup.train == 0 || setup.train >= digits.labels.len() || setup.widths.contains(&0) {
        return Err(error(Code::Shape, "setup: must be one that its check finds sound"));
    }
    let nth = count("nth", fields.number("nth")?)?;
    let kind = fields.text("kind")?;
    if setup.runs.is_empty() {
        return Err(refusal("setup", "one with runs"));
    }
    // All runs have the same digits and the same shape.
    let losses = || Box::new(setup.recipe(0, nth).losses(digits));
    let loss = || {
        let [train, _] = setup.recipe(0, nth).losses(digits);
        Box::new(train)
    };
    let weights = |key: &str| weights(&fields, key, &setup);
    Ok(match kind.as_str() {
        "train" => {
            let run = count("run", fields.number("run")?)?;
            if run >= setup.runs.len() {
                return Err(refusal("run", "one of the runs"));
            }
            let intervals = Intervals {
                fits: count("fitsEvery", fields.number("fitsEvery")?)?,
                curvature: count("curvatureEvery", fields.number("curvatureEvery")?)?,
                keeps_path: fields.flag("keepsPath")?,
            };
            Work::Train(Box::new(NetworkRun::new(setup.recipe(run, nth), intervals, digits)))
        }
        "line" => {
            let segment = Segment { from: weights("from")?, to: weights("to")? };
            Work::Line { slice: Box::new(LineSlice::new(segment)), losses: losses() }
        }
        "plane" => {
            let plane = fields.text("plane")?;
            let plane = match plane.as_str() {
                "random" => PlaneKind::Random(setup.seed.into()),
                "eigenvectors" => PlaneKind::TopEigenvectors,
                "path" => PlaneKind::Path,
                id => return Err(unknown("plane", id)),
            };
            let (loss, size) = (loss(), count("size", fields.number("size")?)?);
            let path = fields.array("path")?;
            let slice = PlaneSlice::new(&loss, &weights("w")?, path, plane, size, fields.number("radius")?);
            Work::Plane { slice: Box::new(slice), loss }
        }
        "spectrum" => Work::Spectrum { spectrum: Box::new(Spectrum::new(&weights("w")?)), loss: loss() },
        "rescale" => {
            let mut losses = losses();
            let rescaling = Rescaling::new(&weights("w")?, fields.number("alpha")?, &mut losses);
            Work::Rescale { rescaling: Box::new(rescaling), losses }
        }
        id => return Err(unknown("kind", id)),
    })
}

/// Weights and biases of a network of the setup.
fn weights(fields: &Fields<'_>, key: &str, setup: &MinimaSetup) -> Result<Vec<f64>, JsValue> {
    let w = fields.array(key)?;
    if w.len() == setup.recipe(0, 0).mlp().dim() {
        Ok(w)
    } else {
        Err(refusal(key, "as long as the network's parameters"))
    }
}

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** What a task computes, of the `nth` seed of a setup (from 0). 0 for an interval is: only at start and end. */
export type MinimaRequest = { setup: MinimaSetup; nth: number } & (
    | { kind: "train"; run: number; fitsEvery: number; curvatureEvery: number; keepsPath: boolean }
    | { kind: "line"; from: Float64Array; to: Float64Array }
    | { kind: "plane"; w: Float64Array; path: Float64Array; plane: PlaneName; size: number; radius: number }
    | { kind: "spectrum"; w: Float64Array }
    | { kind: "rescale"; w: Float64Array; alpha: number }
);
export type PlaneName = "random" | "eigenvectors" | "path";
"#;
