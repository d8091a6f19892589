/** What there is to say about derivatives. Each language fills this in; the compiler refuses a gap. */
import type { Shape } from '../error-curve.ts';

export interface DerivativesWords {
  title: string;
  point: string;
  atStart: string;
  handle: (x: string, y: string) => string;
  atRunner: string;
  outside: string;
  notANumber: string;
  sweeps: string;
  forward: string;
  backward: string;
  forwardNote: string;
  backwardNote: string;
  graphLabel: (nodes: number) => string;
  stepping: string;
  begin: string;
  back: string;
  next: string;
  end: string;
  progress: (done: number, all: number) => string;
  notBegun: string;
  given: (name: string, value: string) => string;
  computed: (label: string, value: string) => string;
  slope: (variable: string, sum: string, value: string) => string;
  seed: string;
  handsOn: (label: string, adjoint: string) => string;
  share: (input: string, product: string, value: string) => string;
  ends: (variable: string, value: string) => string;
  both: (gradient: string) => string;
  table: string;
  columns: { node: string; value: string; byX: string; byY: string; adjoint: string };
  differences: string;
  differencesLead: string;
  step: string;
  oneSided: string;
  twoSided: string;
  exactly: string;
  error: string;
  /** What a curve does, with the step at which the error is least. */
  shapes: Readonly<Record<Shape, (name: string, h: string, error: string) => string>>;
  /** Why a curve does that. */
  why: Readonly<Record<Exclude<Shape, 'exact'>, string>>;
  zeros: string;
  undefinedHere: string;
  loading: string;
  failed: string;
}
