/** A link as a QR code: modules, and how they are drawn as SVG and PNG. Dark on light always, because scanners expect it. */
import { encode } from 'uqr';

/** Light modules around the code: what its standard asks for. */
const QUIET = 4;

/** A path of all dark modules, in a square of `size` units with the quiet zone. */
export interface QrCode {
  size: number;
  path: string;
}

/** Undefined if the text does not fit any code. */
export function qrCode(text: string): QrCode | undefined {
  let modules: boolean[][];
  try {
    modules = encode(text, { ecc: 'L', boostEcc: true, border: 0 }).data;
  } catch {
    return undefined;
  }
  const path = modules.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x + QUIET} ${y + QUIET}h1v1h-1z`] : []))).join('');
  return { size: modules.length + 2 * QUIET, path };
}

export function qrSvg({ size, path }: QrCode): Blob {
  const markup =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges">` +
    `<path fill="#fff" d="M0 0h${size}v${size}H0z"/><path fill="#000" d="${path}"/></svg>\n`;
  return new Blob([markup], { type: 'image/svg+xml' });
}

/** Pixels of a module in a PNG: enough for print. */
const SCALE = 16;

export async function qrPng({ size, path }: QrCode): Promise<Blob> {
  const canvas = document.createElement('canvas');
  canvas.width = size * SCALE;
  canvas.height = size * SCALE;
  const context = canvas.getContext('2d')!;
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.scale(SCALE, SCALE);
  context.fillStyle = '#000';
  context.fill(new Path2D(path));
  return new Promise((done, refuse) => canvas.toBlob((blob) => (blob === null ? refuse(new Error('no PNG')) : done(blob)), 'image/png'));
}
