/** What of gifenc, which brings no types, films use. */
declare module 'gifenc' {
  /** Red, green and blue. */
  export type Palette = number[][];

  export interface FrameOptions {
    /** Of the whole film, given with its first frame. */
    palette?: Palette;
    /** Milliseconds. */
    delay: number;
    transparent?: boolean;
    transparentIndex?: number;
    /** What becomes of a frame when the next is shown; 1: it stays. */
    dispose?: number;
    /** 0: the film begins again, for ever. */
    repeat?: number;
  }

  export interface Encoder {
    writeFrame(pixels: Uint8Array, width: number, height: number, options: FrameOptions): void;
    finish(): void;
    bytes(): Uint8Array<ArrayBuffer>;
  }

  export function GIFEncoder(): Encoder;
  export function quantize(rgba: Uint8Array | Uint8ClampedArray, colors: number): Palette;
  export function applyPalette(rgba: Uint8Array | Uint8ClampedArray, palette: Palette): Uint8Array;
}
