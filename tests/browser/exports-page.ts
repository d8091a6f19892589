/** Saving as a person does it: a button, a menu, a file; and what is in the file. */
import { readFile } from 'node:fs/promises';

import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

import { en as saveEn } from '../../www/src/exports/words/en.ts';
import { en } from './words.ts';

export { saveEn };

export interface File {
  name: string;
  bytes: Buffer;
}

export class Saving {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get menu(): Locator {
    return this.page.locator('.save-menu');
  }

  get labButton(): Locator {
    return this.page.getByRole('button', { name: en.save, exact: true });
  }

  /** The button of a picture. */
  button(title: string): Locator {
    return this.page.getByRole('button', { name: en.savePicture(title), exact: true });
  }

  item(label: string): Locator {
    return this.menu.getByRole('button').filter({ has: this.page.getByText(label, { exact: true }) });
  }

  /** Opens a menu by its button. */
  async open(button: Locator): Promise<void> {
    await button.click();
    await expect(this.menu).toBeVisible();
  }

  async close(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await expect(this.menu).toHaveCount(0);
  }

  /** Presses an item of the open menu, which downloads a file. */
  async file(item: Locator, timeout = 120_000): Promise<File> {
    const download = this.page.waitForEvent('download', { timeout });
    await item.click();
    const file = await download;
    return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
  }

  /** Saves in one go: opens a menu, takes a file, closes it. */
  async take(button: Locator, label: string, nth = 0): Promise<File> {
    await this.open(button);
    const file = await this.file(this.item(label).nth(nth));
    await expect(this.menu.getByRole('status')).toHaveText(saveEn.saved(file.name));
    await this.close();
    return file;
  }

  /** Mean difference between a picture and canvases that lie on one another, in steps of a channel. Computed in the page: there are millions of pixels. */
  async differenceFrom(file: File, layers: Locator): Promise<number> {
    return layers.evaluateAll(async (layers, address) => {
      const image = new Image();
      image.src = address;
      await image.decode();
      const [{ width, height }] = layers as [HTMLCanvasElement];
      const read = (sources: CanvasImageSource[]): Uint8ClampedArray => {
        const context = new OffscreenCanvas(width, height).getContext('2d')!;
        for (const source of sources) context.drawImage(source, 0, 0);
        return context.getImageData(0, 0, width, height).data;
      };
      const [a, b] = [read([image]), read(layers as HTMLCanvasElement[])];
      return a.reduce((sum, value, at) => sum + Math.abs(value - b[at]!), 0) / a.length;
    }, addressOf(file, 'image/png'));
  }

  /** Mean difference between an SVG, drawn at the size of a PNG, and that. */
  async difference(svg: File, png: File): Promise<number> {
    return this.page.evaluate(
      async (addresses) => {
        const images = await Promise.all(
          addresses.map(async (address) => {
            const image = new Image();
            image.src = address;
            await image.decode();
            return image;
          }),
        );
        const { naturalWidth: width, naturalHeight: height } = images[1]!;
        const [a, b] = images.map((image) => {
          const context = new OffscreenCanvas(width, height).getContext('2d')!;
          context.drawImage(image, 0, 0, width, height);
          return context.getImageData(0, 0, width, height).data;
        });
        return a!.reduce((sum, value, at) => sum + Math.abs(value - b![at]!), 0) / a!.length;
      },
      [addressOf(svg, 'image/svg+xml'), addressOf(png, 'image/png')],
    );
  }

  /** How many pixels of the last frame are lighter in the other film, and how many darker: clearly so, not by the rounding of colours. */
  async lastFrames(film: File, other: File): Promise<{ lighter: number; darker: number }> {
    return this.page.evaluate(
      async (films) => {
        const last = async (film: string): Promise<Uint8ClampedArray> => {
          const decoder = new ImageDecoder({ data: Uint8Array.from(atob(film), (char) => char.charCodeAt(0)), type: 'image/gif' });
          await Promise.all([decoder.completed, decoder.tracks.ready]);
          const { image } = await decoder.decode({ frameIndex: decoder.tracks.selectedTrack!.frameCount - 1 });
          const context = new OffscreenCanvas(image.displayWidth, image.displayHeight).getContext('2d')!;
          context.drawImage(image, 0, 0);
          return context.getImageData(0, 0, image.displayWidth, image.displayHeight).data;
        };
        const [one, two] = [await last(films[0]!), await last(films[1]!)];
        const counts = { lighter: 0, darker: 0 };
        for (let at = 0; at < one.length; at += 4) {
          const change = two[at]! + two[at + 1]! + two[at + 2]! - one[at]! - one[at + 1]! - one[at + 2]!;
          if (change > 60) counts.lighter += 1;
          if (change < -60) counts.darker += 1;
        }
        return counts;
      },
      [film, other].map(({ bytes }) => bytes.toString('base64')),
    );
  }

  /** The colour of a picture's first pixel, as the browser sees it, whether any pixel hides what is behind it, and how many shades of red there are. */
  async seen(file: File, type: string): Promise<{ ground: number[]; isInked: boolean; reds: number }> {
    return this.page.evaluate(async (address) => {
      const image = new Image();
      image.src = address;
      await image.decode();
      const context = new OffscreenCanvas(image.naturalWidth, image.naturalHeight).getContext('2d')!;
      context.drawImage(image, 0, 0);
      const { data } = context.getImageData(0, 0, image.naturalWidth, image.naturalHeight);
      return {
        ground: [...data.slice(0, 4)],
        isInked: data.some((value, at) => at % 4 === 3 && value === 255),
        reds: new Set(data.filter((_, at) => at % 4 === 0)).size,
      };
    }, addressOf(file, type));
  }
}

function addressOf({ bytes }: File, type: string): string {
  return `data:${type};base64,${bytes.toString('base64')}`;
}

/** Width and height in a PNG's header. */
export function pngSize(bytes: Buffer): [number, number] {
  expect(bytes.subarray(1, 4).toString()).toBe('PNG');
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
}

/** What a GIF's blocks say: its size, and how long each frame stays, in milliseconds. */
export function gifFrames(bytes: Buffer): { size: [number, number]; delays: number[] } {
  expect(bytes.subarray(0, 6).toString()).toBe('GIF89a');
  const size: [number, number] = [bytes.readUInt16LE(6), bytes.readUInt16LE(8)];
  const table = (flags: number): number => ((flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1));
  let at = 13 + table(bytes[10]!);
  const delays: number[] = [];
  const skipBlocks = (): void => {
    while (bytes[at] !== 0) at += bytes[at]! + 1;
    at += 1;
  };
  while (bytes[at] !== 0x3b) {
    if (bytes[at] === 0x21) {
      if (bytes[at + 1] === 0xf9) delays.push(10 * bytes.readUInt16LE(at + 4));
      at += 2;
    } else {
      expect(bytes[at], 'an image').toBe(0x2c);
      at += 11 + table(bytes[at + 9]!);
    }
    skipBlocks();
  }
  return { size, delays };
}
