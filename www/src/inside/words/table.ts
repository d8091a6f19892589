/** What the panel "Inside the rule" says. */
export interface InsideWords {
  heading: (name: string, step: string) => string;
  atStart: string;
  endedAtStart: string;
  nobody: string;
  asked: string;
  formula: string;
  coordinate: (axis: string) => string;
  points: string;
  state: string;
  vector: string;
  noState: string;
  squareNote: string;
  pointNote: string;
  arrows: string;
  arrowsNote: string;
  /** That g is no gradient of the loss, with what was done to it. */
  given: (done: string) => string;
  noised: string;
  clipped: string;
  decayed: string;
  rate: string;
  rateLabel: (name: string) => string;
  noRate: string;
  length: string;
  lengthLabel: (name: string) => string;
  angle: string;
  angleLabel: (name: string) => string;
}
