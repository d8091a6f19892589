/** Several pictures as one: side by side, each below its title. */
import type { Box, Layers, Picture } from '../picture.ts';
import type { Theme } from '../preferences.ts';

/** The charts' own, whatever the page around us is set in. */
const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans KR", "Noto Sans CJK KR", "Apple SD Gothic Neo", "Malgun Gothic", sans-serif';
/** Pixels between pictures, and of a line with a title. */
const GAP = 18;
const TITLE = 28;
const INK: Readonly<Record<Theme, string>> = { light: '#1b2026', dark: '#eceff2' };

/** One picture as it is; of several a sheet with as many columns as keep it nearly square. */
export function sheet(pictures: readonly Picture[], id: string, title: string, theme: Theme): Picture | undefined {
  const [first] = pictures;
  if (first === undefined || pictures.length === 1) return first?.isPanel === true ? titled(first, theme) : first;
  const columns = pictures.length < 4 ? pictures.length : Math.ceil(Math.sqrt(pictures.length));
  const [width, height] = (['width', 'height'] as const).map((side) => Math.max(...pictures.map(({ size }) => size[side]))) as [number, number];
  const rows = Math.ceil(pictures.length / columns);
  return {
    id,
    title,
    size: { width: columns * (width + GAP) + GAP, height: rows * (height + TITLE + GAP) + GAP / 2 },
    draw: (layer) => {
      for (const [nth, picture] of pictures.entries()) {
        const x = GAP + (nth % columns) * (width + GAP);
        const y = GAP / 2 + Math.floor(nth / columns) * (height + TITLE + GAP);
        write(layer, picture.title, { x, y, width, height: TITLE }, theme);
        picture.draw((box = { x: 0, y: 0, ...picture.size }) => layer({ ...box, x: x + box.x, y: y + TITLE + box.y }));
      }
    },
  };
}

/** A picture below a line with its title, as a panel has it on the page. */
export function titled(picture: Picture, theme: Theme): Picture {
  const { width, height } = picture.size;
  return {
    ...picture,
    size: { width, height: height + TITLE },
    draw: (layer) => {
      write(layer, picture.title, { x: 0, y: 0, width, height: TITLE }, theme);
      picture.draw((box = { x: 0, y: 0, ...picture.size }) => layer({ ...box, y: box.y + TITLE }));
    },
  };
}

/** Writes a line of text. */
export function write(layer: Layers, text: string, box: Box, theme: Theme): void {
  const canvas = layer(box);
  const context = canvas.getContext('2d')!;
  context.setTransform(canvas.width / box.width, 0, 0, canvas.height / box.height, 0, 0);
  context.font = `600 14px ${FONT}`;
  context.fillStyle = INK[theme];
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  context.fillText(text, 2, box.height / 2);
}
