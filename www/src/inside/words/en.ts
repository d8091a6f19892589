/** The words of the panel "Inside the rule" in English. */
import type { InsideWords } from './table.ts';

export const en: InsideWords = {
  heading: (name, step) => `${name}, update ${step}`,
  atStart: 'This is the start: no update has been made yet. Go on by a step, or scrub.',
  endedAtStart: 'The run ended here, at the start: no update of it is recorded.',
  nobody: 'Nobody runs yet.',
  asked: 'This rule looks at more than one gradient for an update; what is shown is what came of it.',
  formula: 'The formula with this update’s numbers',
  coordinate: (axis) => `for ${axis}`,
  points: 'Here x, y and z are points of this rule; shown is one coordinate of each.',
  state: 'What the rule remembers',
  vector: 'Vector',
  noState: 'Nothing: this rule has no memory.',
  squareNote: 'a scale: one number a coordinate',
  pointNote: 'a place on the map',
  arrows: 'Arrows on the map',
  arrowsNote: 'The negative gradient, vectors and places of the rule, at the runner. Gradients and their averages share one scale.',
  rate: 'Effective learning rate',
  rateLabel: (name) => `Effective learning rate of both coordinates of ${name}, update by update`,
  noRate: 'The steps of this rule are no learning rate times a gradient.',
  length: 'Length of the step',
  lengthLabel: (name) => `Length of every step of ${name}`,
  angle: 'Angle to −∇f, in degrees',
  angleLabel: (name) => `Angle between each step of ${name} and the negative gradient`,
};
