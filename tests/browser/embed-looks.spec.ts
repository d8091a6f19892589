/** What a page may say about the look and the manners of an element in it: parts, colours, its own theme, gestures, events. */
import type { Page } from '@playwright/test';

import { expect, test } from './watched.ts';
import { en } from './words.ts';

const PRESET = 'lab=race&amp;f=bowl&amp;from=1,1&amp;run=adam,lr:0.01&amp;steps=5000&amp;v=1';
const PARTS = ['frame', 'heading', 'picture', 'transport', 'charts', 'closer', 'controls', 'table', 'about'];

async function host(page: Page, attributes: string, style = ''): Promise<void> {
  await page.route('**/host.html', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<!doctype html><html lang="en"><head><title>Host</title><style>${style}</style><script type="module" src="./downhill.js"></script></head><body><downhill-lab preset="${PRESET}" ${attributes}></downhill-lab></body></html>`,
    }),
  );
  await page.goto('./host.html');
  await expect(page.getByRole('button', { name: en.play })).toBeEnabled();
}

test('its page styles every part, and gives it colours, type and corners', async ({ page }) => {
  const outlines = PARTS.map((part, nth) => `downhill-lab::part(${part}) { outline: 1px solid rgb(${nth}, 1, 2) }`);
  const own = '--downhill-background: rgb(250, 240, 230); --downhill-ink: rgb(20, 40, 60); --downhill-accent: rgb(120, 0, 60); --downhill-font: Georgia; --downhill-radius: 3px';
  await host(page, '', `downhill-lab { ${own} } ${outlines.join('')}`);
  const seen = await page.locator('downhill-lab').evaluate((element, parts) => {
    const root = element.shadowRoot!;
    const of = (selector: string): CSSStyleDeclaration => getComputedStyle(root.querySelector(selector)!);
    const frame = of('.downhill');
    return {
      parts: parts.map((part) => of(`[part~="${part}"]`).outlineColor),
      background: frame.backgroundColor,
      corners: frame.borderRadius,
      ink: of('h1').color,
      font: of('h1').fontFamily.split(',')[0],
      accent: of('.transport .main').backgroundColor,
    };
  }, PARTS);
  expect(seen).toEqual({
    parts: PARTS.map((_, nth) => `rgb(${nth}, 1, 2)`),
    background: 'rgb(250, 240, 230)',
    corners: '3px',
    ink: 'rgb(20, 40, 60)',
    font: 'Georgia',
    accent: 'rgb(120, 0, 60)',
  });
});

test('it has the theme that its page has chosen, also later, whatever the reader prefers, unless it is given one', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await host(page, '', ':root { color-scheme: dark } .day { color-scheme: light } .either { color-scheme: light dark }');
  const frame = page.locator('downhill-lab .downhill');
  await expect(frame).toHaveAttribute('data-theme', 'dark');
  await page.evaluate(() => document.body.classList.add('day'));
  await expect(frame).toHaveAttribute('data-theme', 'light');
  await page.evaluate(() => document.body.classList.remove('day'));
  await expect(frame).toHaveAttribute('data-theme', 'dark');
  await page.evaluate(() => document.body.classList.add('either'));
  await expect(frame).toHaveAttribute('data-theme', 'light');
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect(frame).toHaveAttribute('data-theme', 'dark');
  await page.evaluate(() => document.querySelector('downhill-lab')!.setAttribute('theme', 'light'));
  await expect(frame).toHaveAttribute('data-theme', 'light');
});

test('greedy, it takes the wheel from its page; with no gestures, it takes nothing; and it tells of steps ten times a second at most', async ({ page }) => {
  await host(page, 'gestures="greedy"');
  const map = page.getByRole('img', { name: en.mapLabel }).locator('..');
  await map.hover();
  const from = await page.evaluate(() => scrollY);
  await page.mouse.wheel(0, -120);
  const whole = page.getByRole('button', { name: en.resetView });
  await expect(whole).toBeVisible();
  expect(await page.evaluate(() => scrollY)).toBe(from);
  await whole.click();
  await page.evaluate(() => document.querySelector('downhill-lab')!.setAttribute('gestures', 'none'));
  await map.hover();
  await page.mouse.wheel(0, 120);
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(from);
  await expect(whole).toHaveCount(0);

  const gaps = await page.locator('downhill-lab').evaluate(async (element) => {
    const lab = element as HTMLElement & Record<'reset' | 'play' | 'pause', () => Promise<void>>;
    await lab.reset();
    const times: number[] = [];
    const heard = new Promise<void>((done) => {
      lab.addEventListener('downhill-step', () => times.push(performance.now()) === 6 && done());
    });
    await lab.play();
    await heard;
    await lab.pause();
    return times.slice(1).map((time, nth) => time - times[nth]!);
  });
  // A listener may be called a moment after the clock was read.
  for (const gap of gaps) expect(gap).toBeGreaterThan(80);
});
