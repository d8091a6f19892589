/** The panels below a race, and a typed loss, inside other pages: in a frame that may do nothing but run scripts, and in the element. */
import type { FrameLocator, Locator, Page } from '@playwright/test';

import { DERIVATIVES_WORDS } from '../../www/src/derivatives/words/index.ts';
import { en as solid } from '../../www/src/solid/words/en.ts';
import { en as survey } from '../../www/src/survey/words/en.ts';
import { expect, test } from './watched.ts';
import { en } from './words.ts';

const RACE = 'lab=race&f=himmelblau&from=1,2&run=sgd,lr:0.01&run=adam,lr:0.1&steps=60';
const { title } = en.surfaces.himmelblau;

interface Embed {
  scope: Locator | FrameLocator;
  /** Calls a verb. */
  call(method: 'setState' | 'toSVG', ...args: unknown[]): Promise<unknown>;
}

/** What a link shows once all of it is there, and what the picture of it is called. */
const CASES: readonly { link: string; picture: string; shows: (scope: Embed['scope']) => Promise<void> }[] = [
  {
    link: `${RACE}&runner=2&show=inside&v=1`,
    picture: title,
    shows: async (scope) => {
      await expect(scope.locator('.inside-memory tbody tr')).toHaveText([/m[^]*\d\.\d+[^]*\d\.\d+/, /v[^]*\d\.\d+[^]*\d\.\d+/]);
      await expect(scope.locator('.inside-formulas')).toContainText('0.9');
    },
  },
  {
    link: `${RACE}&show=derivatives&v=1`,
    picture: title,
    // (x² + y − 11)² + (x + y² − 7)² at (1, 2), by hand.
    shows: (scope) => expect(scope.getByText(DERIVATIVES_WORDS.en.both('(−36, −32)'))).toBeVisible(),
  },
  {
    link: `${RACE}&show=rates&v=1`,
    picture: survey.ratesHeading,
    shows: async (scope) => {
      await expect(scope.locator('#rates-heading small')).toHaveText('');
      for (const column of [2, 3]) await expect(scope.locator('.rates-table tbody tr').first().getByRole('cell').nth(column)).toHaveText(/^\d/);
    },
  },
  {
    link: `${RACE}&show=basins&each=40&v=1`,
    picture: survey.basinsHeading,
    shows: async (scope) => {
      await expect(scope.locator('.basin-progress')).toContainText('65,536');
      await expect(scope.locator('.legend tbody')).toContainText('(3, 2)');
    },
  },
  {
    link: `${RACE}&show=3d&v=1`,
    picture: solid.label(title),
    shows: (scope) => expect(scope.locator('.solid-seen')).toContainText(/\d/),
  },
  {
    // The error of x is 0.8 of the one before, fifty times, and that of y is nothing by then: 0.8¹⁰⁰.
    link: 'lab=race&expr=(x-1)%5E2+2*(y-2)%5E2&from=0,0&run=sgd,lr:0.1&steps=50&v=1',
    picture: en.typedLoss,
    shows: (scope) => expect(scope.locator('downhill-standings-table')).toContainText('2.037e'),
  },
];

const WAYS: Record<string, (page: Page) => Promise<Embed>> = {
  'a sandboxed frame': async (page) => {
    await host(page, '<iframe sandbox="allow-scripts" src="embed/" title="Embed" width="900" height="1400"></iframe>');
    const connected = await page.evaluateHandle(async () => {
      const { connect } = (await import(new URL('./host.js', location.href).href)) as typeof import('../../www/src/embedding/host.ts');
      return connect(document.querySelector('iframe')!);
    });
    return {
      scope: page.frameLocator('iframe'),
      call: (method, ...args) => connected.evaluate((connection, [method, args]) => connection.call(method, ...args), [method, args] as const),
    };
  },
  'the element': async (page) => {
    await host(page, '<downhill-lab></downhill-lab>', '<script type="module" src="./downhill.js"></script>');
    const element = page.locator('downhill-lab');
    type Verbs = Record<'setState' | 'toSVG', (...args: unknown[]) => Promise<unknown>>;
    return {
      scope: element,
      call: (method, ...args) => element.evaluate((own, [method, args]) => (own as unknown as Verbs)[method](...args), [method, args] as const),
    };
  },
};

async function host(page: Page, body: string, head = ''): Promise<void> {
  await page.route('**/host.html', (route) =>
    route.fulfill({ contentType: 'text/html', body: `<!doctype html><html lang="en"><head><title>Host</title>${head}</head><body>${body}</body></html>` }),
  );
  await page.goto('./host.html');
}

for (const [way, open] of Object.entries(WAYS)) {
  test(`every panel, and a typed loss, have their numbers in ${way}, and the picture is what is open`, async ({ page }) => {
    const { scope, call } = await open(page);
    for (const { link, picture, shows } of CASES) {
      await call('setState', link);
      await shows(scope);
      expect(await call('toSVG'), link).toContain(`<title>${picture}</title>`);
    }
  });
}
