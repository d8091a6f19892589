/** A picture that can be drawn anew, layer by layer, onto canvases that somebody else hands out: how charts are saved. */
import type { Size } from './canvas-size.ts';

/** A part of a picture, in CSS pixels from its top left corner. */
export interface Box extends Size {
  x: number;
  y: number;
}

/** Hands out empty canvases, each above all earlier ones, for the whole picture or a part of it. */
export type Layers = (box?: Box) => HTMLCanvasElement;

/** The numbers that a chart shows, with names for a file. */
export interface Numbers {
  columns: string[];
  rows: (number | string)[][];
}

export interface Picture {
  /** What it shows, for the name of a file: lower case, words joined by hyphens. */
  id: string;
  /** The same for people. */
  title: string;
  /** In CSS pixels. */
  size: Size;
  draw: (layer: Layers) => void;
  numbers?: () => Numbers;
  /** Whether its title stands above it on the page, and nowhere in it. */
  isPanel?: boolean;
}

/** An element that shows something which can be saved. */
export interface Pictured extends HTMLElement {
  /** What is shown now. */
  pictures(): Picture[];
}
