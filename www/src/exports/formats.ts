/** What a picture can be saved as. */
import type { Picture } from '../picture.ts';
import type { Preferences } from '../preferences.ts';
import { fileName, saveImage, saveText } from './download.ts';
import type { Item } from './menu.ts';
import { pngOf } from './png.ts';
import { svgOf } from './svg.ts';
import { EXPORT_WORDS } from './words/index.ts';

/** The formats that every picture has. */
export function pictureItems(picture: Picture, button: HTMLElement, preferences: Preferences): Item[] {
  const { language } = preferences;
  const say = EXPORT_WORDS[language];
  const background = getComputedStyle(button).getPropertyValue('--background').trim();
  const png = (scale: number, isTransparent: boolean): Item => {
    const [width, height] = [picture.size.width, picture.size.height].map((side) => Math.round(side * scale));
    const name = [picture.id, ...(scale === 1 ? [] : [`${scale}x`]), ...(isTransparent ? ['transparent'] : [])];
    return {
      label: isTransparent ? say.transparentPng : say.png,
      note: `${width} × ${height}`,
      act: async () => saveImage(say, await pngOf(picture, scale, isTransparent ? undefined : background), fileName(name, 'png')),
    };
  };
  return [
    png(1, false),
    png(2, false),
    png(2, true),
    { label: 'SVG', note: say.anySize, act: () => saveText(say, svgOf(picture, language, background), fileName([picture.id], 'svg'), 'image/svg+xml') },
  ];
}
