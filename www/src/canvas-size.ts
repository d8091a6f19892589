/** Canvases as sharp as the screen: backing store in device pixels, twice the CSS size at least. */

export interface Size {
  width: number;
  height: number;
}

/** Gives a canvas the backing store for its CSS size; returns whether that emptied it. */
export function fit(canvas: HTMLCanvasElement, size: Size): boolean {
  const ratio = Math.max(devicePixelRatio, 2);
  const [width, height] = [Math.round(size.width * ratio), Math.round(size.height * ratio)];
  if (canvas.width === width && canvas.height === height) return false;
  canvas.width = width;
  canvas.height = height;
  return true;
}

/** Spreads a small picture over a whole canvas, smoothly, and nothing else stays on it. */
export function paint(canvas: HTMLCanvasElement, pixels: Uint8Array, width: number, height: number): void {
  const context = canvas.getContext('2d')!;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, canvas.width, canvas.height);
  spread(canvas, pixels, width, height);
}

/** Spreads a small picture over what is on a canvas, smoothly. */
export function spread(canvas: HTMLCanvasElement, pixels: Uint8Array, width: number, height: number): void {
  const small = document.createElement('canvas');
  small.width = width;
  small.height = height;
  small.getContext('2d')!.putImageData(new ImageData(new Uint8ClampedArray(pixels), width, height), 0, 0);
  const context = canvas.getContext('2d')!;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.imageSmoothingQuality = 'high';
  context.drawImage(small, 0, 0, canvas.width, canvas.height);
}
