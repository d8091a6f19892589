/** Downhill inside somebody else's page, as a reader there knows it: its controls by their names. */
import { expect } from '@playwright/test';
import type { FrameLocator, Locator, Page } from '@playwright/test';

import { anyOf, en } from '../browser/words.ts';
import type { Words } from '../browser/words.ts';
import type { Rights } from './findings.ts';

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export class Embedded {
  readonly page: Page;
  /** The document or the element that everything of ours is in. */
  readonly scope: FrameLocator | Locator;
  /** The host's element that we are in, or the frame around it. */
  readonly place: Locator;
  readonly words: Words;

  private constructor(page: Page, scope: FrameLocator | Locator, place: Locator, words: Words) {
    this.page = page;
    this.scope = scope;
    this.place = place;
    this.words = words;
  }

  static inFrame(page: Page, selector = 'iframe', words: Words = en): Embedded {
    return new Embedded(page, page.frameLocator(selector), page.locator(selector), words);
  }

  static inElement(page: Page, selector = 'downhill-lab', words: Words = en): Embedded {
    return new Embedded(page, page.locator(selector), page.locator(selector), words);
  }

  /** The element in a page that is itself in a frame. */
  static inElementOfFrame(page: Page, words: Words = en): Embedded {
    return new Embedded(page, page.frameLocator('iframe').locator('downhill-lab'), page.locator('iframe'), words);
  }

  button(name: string): Locator {
    return this.scope.getByRole('button', { name, exact: true });
  }

  get map(): Locator {
    return this.scope.getByRole('img', { name: this.words.mapLabel });
  }

  get scrub(): Locator {
    return this.scope.getByRole('slider', { name: this.words.scrub });
  }

  get startHandle(): Locator {
    return this.scope.getByRole('button', { name: anyOf(this.words.startHandle) });
  }

  async step(): Promise<number> {
    return Number(await this.scrub.inputValue());
  }

  /** Where a part of ours is in the window: reckoned from its place in its own document, and from the scale of the frame. */
  async boxOf(part: Locator): Promise<Box> {
    const inner = await part.evaluate((element): Box => {
      const { x, y, width, height } = element.getBoundingClientRect();
      return { x, y, width, height };
    });
    const frame = await this.place.evaluate((element) => {
      if (!(element instanceof HTMLIFrameElement)) return undefined;
      const { x, y, width } = element.getBoundingClientRect();
      const scale = width / element.offsetWidth;
      return { x: x + element.clientLeft * scale, y: y + element.clientTop * scale, scale };
    });
    if (frame === undefined) return inner;
    const { x, y, scale } = frame;
    return { x: x + inner.x * scale, y: y + inner.y * scale, width: inner.width * scale, height: inner.height * scale };
  }

  /** The middle of a part of ours in the window, scrolled there if need be. */
  async middleOf(part: Locator): Promise<{ x: number; y: number }> {
    await part.scrollIntoViewIfNeeded();
    const { x, y, width, height } = await this.boxOf(part);
    return { x: x + width / 2, y: y + height / 2 };
  }

  /** Presses a button with the mouse itself: a frame may be scaled. */
  async press(name: string): Promise<void> {
    const button = this.button(name);
    await expect(button).toBeEnabled();
    const { x, y } = await this.middleOf(button);
    await this.page.mouse.click(x, y);
  }

  /** Waits until it can be used and its map has been drawn. A lazy frame loads only when it is near. */
  async isReady(): Promise<void> {
    await this.place.scrollIntoViewIfNeeded();
    await expect(this.button(this.words.play)).toBeEnabled();
    await expect.poll(() => this.colours(), 'colours of the map').toBeGreaterThan(20);
  }

  /** How tall the document that the map is in is, in whole CSS pixels. */
  async height(): Promise<number> {
    return this.map.evaluate(() => Math.ceil(document.documentElement.getBoundingClientRect().height));
  }

  /** How many colours on the map differ visibly: a blank one has one. */
  async colours(): Promise<number> {
    return this.map.evaluate((source: HTMLCanvasElement) => {
      if (source.width === 0 || source.height === 0) return 0;
      const copy = new OffscreenCanvas(source.width, source.height);
      const context = copy.getContext('2d', { willReadFrequently: true })!;
      context.drawImage(source, 0, 0);
      const { data } = context.getImageData(0, 0, source.width, source.height);
      const colours = new Set<number>();
      for (let at = 0; at < data.length; at += 4) {
        if (data[at + 3] !== 0) colours.add(((data[at]! >> 3) << 10) | ((data[at + 1]! >> 3) << 5) | (data[at + 2]! >> 3));
      }
      return colours.size;
    });
  }

  /** What our document, or the host's around our element, is allowed here. */
  async rights(): Promise<Rights> {
    return this.map.evaluate(async () => {
      const storage = (): boolean => {
        try {
          localStorage.setItem('downhill-test', '1');
          localStorage.removeItem('downhill-test');
          return true;
        } catch {
          return false;
        }
      };
      const blobWorkers = new Promise<boolean>((done) => {
        const address = URL.createObjectURL(new Blob(['postMessage(1)'], { type: 'text/javascript' }));
        try {
          const worker = new Worker(address);
          worker.onmessage = () => (worker.terminate(), done(true));
          worker.onerror = () => done(false);
        } catch {
          done(false);
        }
      });
      // The policy that the frame was given; browsers without the interface ask the reader instead.
      const { featurePolicy } = document as Document & { featurePolicy?: { allowsFeature(name: string): boolean } };
      const allowed = (feature: string): boolean => featurePolicy?.allowsFeature(feature) ?? true;
      return {
        opaque: self.origin === 'null',
        storage: storage(),
        clipboard: allowed('clipboard-write') && window.isSecureContext,
        fullscreen: document.fullscreenEnabled,
        blobWorkers: await blobWorkers,
      };
    });
  }
}
