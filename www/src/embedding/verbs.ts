/** What a host may have a lab do, whichever lab it is; arguments are checked like links. */
import type { App } from '../app.ts';
import type { Presentation } from '../engine.ts';
import type { LabSession, LinkHead } from '../lab.ts';
import type { PictureOptions, State } from './state.ts';

/** A refusal that a host can act on. */
export class VerbError extends Error {
  override readonly name = 'VerbError';
  readonly code: 'argument' | 'not-here' | 'unknown-method' | 'not-ready';

  constructor(code: VerbError['code'], message: string) {
    super(message);
    this.code = code;
  }
}

/** What can be played and sought through. */
interface Played extends LabSession {
  step: number;
  readonly length: number;
  readonly isPlaying: boolean;
  play(): void;
  seek(step: number): void;
}

/** What is trained. */
interface Trained extends LabSession {
  readonly isTraining: boolean;
  readonly isTrained: boolean;
  readonly finished: number;
  readonly seeds: number;
  readonly setup: { runs: readonly unknown[] };
  train(): Promise<void>;
  cancel(): void;
  forget(): void;
}

function isTrained(session: LabSession): session is Trained {
  return 'train' in session;
}

export function stateOf({ lab }: App): State {
  const { session, id } = lab;
  const link = session.link;
  if (isTrained(session)) {
    const status = session.isTraining ? 'training' : session.finished === 0 ? 'idle' : session.isTrained ? 'done' : 'paused';
    return { lab: id, link, step: session.finished, length: session.setup.runs.length * session.seeds, status };
  }
  const { step, length, isPlaying } = session as Played;
  return { lab: id, link, step, length, status: isPlaying ? 'playing' : step >= length ? 'done' : 'paused' };
}

/** Plays; a lab that trains, trains: the host has asked for it. */
export function play({ session }: App): void {
  if (isTrained(session)) void session.train();
  else (session as Played).play();
}

export function pause({ session }: App): void {
  if (isTrained(session)) session.cancel();
  else session.pause();
}

export function stepBy(app: App, steps: unknown): void {
  const by = whole('stepBy', 'n', steps);
  seek(app, played(app, 'stepBy').step + by);
}

/** Shows a step; beyond the ends, the nearest there is. */
export function seek(app: App, step: unknown): void {
  const session = played(app, 'seek');
  const to = whole('seek', 't', step);
  session.pause();
  session.seek(to);
}

/** Back to the start; what is trained is forgotten. */
export function reset({ session }: App): void {
  if (isTrained(session)) session.forget();
  else {
    session.pause();
    (session as Played).seek(0);
  }
}

/** The link that a host gives; what is wrong within it comes as warnings, and the rest still counts. */
export function linkFrom(link: unknown): string {
  if (typeof link !== 'string') throw new VerbError('argument', 'setState: link: must be a text');
  return link;
}

/** What a picture is to be like. */
export function pictureOptions(verb: string, options: unknown): PictureOptions {
  if (typeof options !== 'object' || options === null) throw new VerbError('argument', `${verb}: options = ${String(options)}: must be an object`);
  return options;
}

/** Refuses a link that sets nothing up, by what the lab says of it. */
export function accept(link: string, { lab, isRefused, presentation, warnings }: LinkHead, nothing: Presentation): void {
  if (isRefused) throw new VerbError('argument', `setState: ${warnings.map(({ text }) => text).join('; ')}`);
  const isEmpty = lab === undefined && JSON.stringify(presentation) === JSON.stringify(nothing);
  const [first] = warnings;
  if (isEmpty) throw new VerbError('argument', `setState: link = ${link.slice(0, 40)}: ${first === undefined ? 'must be a link, as lab=race&f=beale' : first.text}`);
}

function played({ lab, session }: App, verb: string): Played {
  if (isTrained(session)) throw new VerbError('not-here', `${verb}: the lab ${lab.id} has no steps to go to`);
  return session as Played;
}

function whole(verb: string, name: string, value: unknown): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) {
    throw new VerbError('argument', `${verb}: ${name} = ${String(value)}: must be a whole number`);
  }
  return value;
}
