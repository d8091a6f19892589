/** A picture as PNG: its layers, drawn anew at any scale and laid over one another. */
import type { Box, Picture } from '../picture.ts';

/** All layers of a picture on one canvas, over a colour or over nothing. */
export function flattened(picture: Picture, scale: number, background: string | undefined): HTMLCanvasElement {
  const layers: { canvas: HTMLCanvasElement; box: Box }[] = [];
  picture.draw((box = { x: 0, y: 0, ...picture.size }) => {
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(box.width * scale);
    canvas.height = Math.round(box.height * scale);
    layers.push({ canvas, box });
    return canvas;
  });
  const whole = document.createElement('canvas');
  whole.width = Math.round(picture.size.width * scale);
  whole.height = Math.round(picture.size.height * scale);
  const context = whole.getContext('2d')!;
  if (background !== undefined) {
    context.fillStyle = background;
    context.fillRect(0, 0, whole.width, whole.height);
  }
  for (const { canvas, box } of layers) {
    if (canvas.width > 0 && canvas.height > 0) context.drawImage(canvas, Math.round(box.x * scale), Math.round(box.y * scale));
  }
  return whole;
}

export function pngOf(picture: Picture, scale: number, background: string | undefined): Promise<Blob> {
  const canvas = flattened(picture, scale, background);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob === null ? reject(new Error('canvas: too large for a PNG')) : resolve(blob)), 'image/png');
  });
}
