/** How a lab stands, as whoever embeds it is told. */

/** Plain data: it can be stored, and sent to another frame. */
export interface State {
  lab: 'race' | 'batch' | 'minima';
  /** The canonical link of the setup. */
  link: string;
  /** Steps, updates or trained networks that are shown, and how many there are. */
  step: number;
  length: number;
  status: Status;
}

/** `done` at the end, `idle` where nothing has been trained yet. */
export type Status = 'playing' | 'paused' | 'done' | 'training' | 'idle';

/** The numbers of a run, as the command line prints them: a name for each column. */
export interface Table {
  columns: string[];
  rows: (number | string)[][];
}

export interface PictureOptions {
  /** Device pixels to a CSS pixel of a PNG, 0.25 to 8. */
  scale?: number;
  /** Without the ground. */
  transparent?: boolean;
}
