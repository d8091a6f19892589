/** An element and a frame while things change around them: what is asked last counts, what goes away ends, what is unseen rests. */
import type { Page } from '@playwright/test';

import { BATCH_WORDS } from '../../www/src/batch/words/index.ts';
import { en as survey } from '../../www/src/survey/words/en.ts';
import { count, inASecond, workOf } from '../hosts/work.ts';
import { BatchPage } from './batch-page.ts';
import { expect, test } from './watched.ts';
import { en, ko } from './words.ts';

/** What of the element the tests use. */
interface Lab extends HTMLElement {
  preset: string;
  autoplay: boolean;
  readonly step: number;
  readonly ready: Promise<Lab>;
  state: { link: string; status?: string };
  play(): Promise<void>;
  reset(): Promise<void>;
  setState(link: string): Promise<void>;
}

const RACE = 'lab=race&f=beale&run=adam,lr:0.05&steps=300&v=1';
const BATCH = 'lab=batch&data=diabetes&run=sgd,lr:0.03&batch=32&epochs=7&v=1';
const TRAINING = 'lab=minima&experiment=batch-size&batch=4&batch=150&updates=20000&seeds=10&v=1';

const script = '<script type="module" src="./downhill.js"></script>';

async function host(page: Page, body: string, head = script): Promise<void> {
  await page.route('**/host.html', (route) =>
    route.fulfill({ contentType: 'text/html', body: `<!doctype html><html lang="en"><head><title>Host</title>${head}</head><body>${body}</body></html>` }),
  );
  await page.goto('./host.html');
}

/** A lab that is ready, with room below it to scroll away. */
async function element(page: Page, preset: string): Promise<void> {
  await host(page, `<downhill-lab hide="controls" preset="${preset.replaceAll('&', '&amp;')}"></downhill-lab><p id="below">Below</p>`);
  await page.evaluate(async () => {
    document.querySelector<HTMLElement>('#below')!.style.height = '9000px';
    await document.querySelector<Lab>('downhill-lab')!.ready;
  });
}

const lab = <T>(page: Page, act: (lab: Lab) => T): Promise<T> =>
  page.evaluate(`(${String(act)})(document.querySelector('downhill-lab'))`) as Promise<T>;

const away = (page: Page): Promise<void> => page.evaluate(() => scrollTo(0, document.body.scrollHeight));
const back = (page: Page): Promise<void> => page.evaluate(() => scrollTo(0, 0));

/** Holds up what a lab needs, so that other things can be asked for meanwhile. */
async function slow(page: Page, path: string, milliseconds: number): Promise<void> {
  await page.route(path, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    await route.continue();
  });
}

test('a lab that is asked for twice while it loads is begun once, and followed', async ({ page }) => {
  await slow(page, '**/*batch_bg*.wasm', 500);
  await page.goto(`./#${RACE}`);
  await page.getByRole('link', { name: en.labNames.batch, exact: true }).dblclick();
  const batch = new BatchPage(page);
  await expect(batch.scrub).toBeVisible();
  const title = BATCH_WORDS.en.ready['noise-floor'].title;
  await page.getByRole('link', { name: title }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
  await expect.poll(() => page.url()).toContain('lr:0.002&run=sgd,lr:0.01');
});

test('of two presets the last one is shown, whichever loads longer', async ({ page }) => {
  await slow(page, '**/*batch_bg*.wasm', 400);
  await element(page, RACE);
  const links = await page.evaluate(async ([race, batch]) => {
    const own = document.querySelector<Lab>('downhill-lab')!;
    const wait = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
    own.preset = batch!;
    await wait(50);
    own.preset = race!.replace('beale', 'bowl');
    await wait(1000);
    const first = own.state.link;
    own.preset = batch!;
    await wait(50);
    own.preset = batch!.replace('epochs=7', 'epochs=9');
    await wait(1000);
    return [first, own.state.link];
  }, [RACE, BATCH] as const);
  expect(links[0]).toContain('f=bowl');
  expect(links[1]).toContain('epochs=9');
  await expect(page.locator('downhill-lab .setup-line')).toContainText('9');
});

test.describe('what trains', () => {
  test.beforeEach(async ({ page }) => {
    await page.addInitScript(() => {
      const counted = window as unknown as { heard: number };
      counted.heard = 0;
      const Plain = window.Worker;
      window.Worker = class extends Plain {
        constructor(url: string | URL, options?: WorkerOptions) {
          super(url, options);
          this.addEventListener('message', () => counted.heard++);
        }
      };
    });
  });

  const heardIn = (page: Page, milliseconds: number): Promise<number> =>
    page.evaluate(async (milliseconds) => {
      const counted = window as unknown as { heard: number };
      // What was under way comes to its end.
      await new Promise((resolve) => setTimeout(resolve, 400));
      const before = counted.heard;
      await new Promise((resolve) => setTimeout(resolve, milliseconds));
      return counted.heard - before;
    }, milliseconds);

  test('rests off the screen though another lab is shown by now, and ends with its element', async ({ page }) => {
    await element(page, TRAINING);
    await lab(page, (own) => own.play());
    await expect.poll(() => heardIn(page, 600)).toBeGreaterThan(0);
    await page.evaluate((race) => document.querySelector<Lab>('downhill-lab')!.setState(race), RACE);
    await away(page);
    await expect.poll(() => heardIn(page, 600), { message: 'off the screen', timeout: 5000 }).toBe(0);
    await back(page);
    await expect.poll(() => heardIn(page, 600), 'on it again').toBeGreaterThan(0);
    await lab(page, (own) => own.remove());
    await expect.poll(() => heardIn(page, 600), { message: 'removed', timeout: 5000 }).toBe(0);
  });

  test('takes as long as it ran, and not as long as it rested', async ({ page }) => {
    test.setTimeout(180_000);
    await element(page, 'lab=minima&experiment=batch-size&batch=4&batch=150&updates=1500&seeds=2&v=1');
    await lab(page, (own) => own.play());
    await away(page);
    await page.waitForTimeout(6000);
    const began = Date.now();
    await back(page);
    const note = page.locator('downhill-lab .train-note');
    await expect(note).toHaveText(/in [\d.]+ s/);
    const told = Number(/in ([\d.]+) s/.exec(await note.innerText())![1]);
    expect(told, 'no more than it took from then on, and a moment before').toBeLessThan((Date.now() - began) / 1000 + 2);
  });
});

test('what is still below the screen loads, and computes nothing before it is scrolled to', async ({ page }) => {
  await page.addInitScript(count);
  const below = (show: string): string => `<p></p><downhill-lab hide="controls" preset="${RACE.replaceAll('&', '&amp;')}&amp;show=${show}"></downhill-lab>`;
  // Near enough to load, and too far to be seen: the window is 720 pixels high.
  await host(page, below('basins') + below('rates'), `${script}<style>p { margin: 0; height: 1200px }</style>`);
  const [basins, rates] = [page.locator('downhill-lab').first(), page.locator('downhill-lab').last()];
  await expect(basins.locator('.basin-progress progress')).toBeAttached();
  await expect.poll(async () => (await inASecond([page]))[0]!.frames, 'frames, once it is drawn').toBe(0);
  expect((await workOf(page)).messages, 'messages of workers').toBe(0);
  await basins.locator('.basin-progress').scrollIntoViewIfNeeded();
  await expect(basins.locator('.basin-progress')).toContainText('65,536');
  const { messages } = await workOf(page);
  expect(messages).toBeGreaterThan(0);
  // The same between the two. All code is there by now: it rests from the first moment on.
  await rates.evaluate((element) => scrollBy(0, element.getBoundingClientRect().top - 1150));
  await expect(rates.locator('#rates-heading small')).toHaveText(survey.computing('0'));
  await expect.poll(async () => (await inASecond([page]))[0]!.frames, 'frames of another, once it is drawn').toBe(0);
  expect((await workOf(page)).messages, 'messages of workers for another').toBe(messages);
  await rates.locator('.rates-table').scrollIntoViewIfNeeded();
  await expect(rates.locator('#rates-heading small')).toHaveText('');
});

test('a lab that was left off the screen plays again when one comes back to it', async ({ page }) => {
  await element(page, RACE);
  await away(page);
  await page.evaluate((batch) => document.querySelector<Lab>('downhill-lab')!.setState(batch), BATCH);
  await back(page);
  await page.evaluate(async (race) => {
    const own = document.querySelector<Lab>('downhill-lab')!;
    await own.setState(race);
    await own.reset();
    await own.play();
  }, RACE);
  await expect.poll(() => lab(page, (own) => own.step)).toBeGreaterThan(3);
});

test('a call that is made before the frame is there is done, once', async ({ page }) => {
  await host(page, '', '');
  const step = await page.evaluate(async (race) => {
    const { connect } = (await import(new URL('./host.js', location.href).href)) as typeof import('../../www/src/embedding/host.ts');
    const frame = document.createElement('iframe');
    frame.height = '600';
    frame.src = `embed/?${race}`;
    document.body.append(frame);
    const connection = connect(frame);
    const pending = [connection.call('reset'), connection.call('stepBy', 5)];
    // Some calls arrive while it loads, and come again when it is ready.
    const timer = setInterval(() => pending.push(connection.call('stepBy', 1)), 15);
    await connection.call('getState');
    clearInterval(timer);
    const made = pending.length - 2;
    await Promise.all(pending);
    const { step } = (await connection.call('getState')) as { step: number };
    const late = connection.call('stepBy', 1);
    connection.disconnect();
    const rejected = await late.catch((error: Error) => error.message);
    return { step, made, rejected };
  }, RACE.replace('steps=300', 'steps=5000'));
  expect(step.made).toBeGreaterThan(0);
  expect(step.step).toBe(5 + step.made);
  expect(step.rejected).toBe('disconnected');
});

test('what is wrong with a frame’s link is said without being asked', async ({ page }) => {
  await host(page, '', '');
  const messages = await page.evaluate(async (race) => {
    const messages: string[] = [];
    addEventListener('message', ({ data }) => {
      if (data?.event === 'error') messages.push(data.detail.message);
    });
    const frame = document.createElement('iframe');
    frame.src = `embed/?${race}`;
    document.body.append(frame);
    for (let looks = 0; messages.length === 0 && looks < 200; looks++) await new Promise((resolve) => setTimeout(resolve, 50));
    return messages;
  }, 'lab=race&f=bowl&run=adam,lr:-1&v=1');
  expect(messages).toEqual(['run 1: lr = -1: must be > 0']);
});

test('complaints are about what is asked for now', async ({ page }) => {
  await element(page, RACE);
  const said = await page.evaluate(async (race) => {
    const own = document.querySelector<Lab>('downhill-lab')!;
    const messages: string[] = [];
    own.addEventListener('downhill-error', (event) => messages.push((event as CustomEvent<{ message: string }>).detail.message));
    const until = async (isDone: () => boolean): Promise<void> => {
      while (!isDone()) await new Promise(requestAnimationFrame);
    };
    own.preset = 'lab=race&f=bowl&run=adam,lr:-1&v=1';
    await until(() => messages.length > 0);
    own.preset = race;
    await until(() => own.state.link.includes('f=beale'));
    own.preset = 'rescale';
    await until(() => messages.length > 1);
    // Of two that are asked for at once, the first is no matter any more.
    own.preset = 'lab=race&f=bowl&run=sgd,lr:-2&v=1';
    own.preset = 'lab=race&f=bowl&run=sgd,lr:-3&v=1';
    await until(() => messages.length > 2);
    await own.setState(race);
    return messages;
  }, RACE);
  expect(said).toEqual(['run 1: lr = -1: must be > 0', 'preset = rescale: must be a link, as lab=race&f=beale', 'run 1: lr = -3: must be > 0']);
});

test('a state that was kept comes back as often as it is set', async ({ page }) => {
  await element(page, RACE);
  const shown = await page.evaluate(async () => {
    const own = document.querySelector<Lab>('downhill-lab')!;
    const kept = own.state;
    const shown: string[] = [];
    for (let time = 0; time < 2; time++) {
      await own.setState('lab=race&f=bowl&run=sgd,lr:0.1&steps=20&v=1');
      own.state = kept;
      for (let frame = 0; frame < 600 && own.state.link.includes('f=bowl'); frame++) await new Promise(requestAnimationFrame);
      shown.push(/f=[a-z]+/.exec(own.state.link)![0]);
    }
    return shown;
  });
  expect(shown).toEqual(['f=beale', 'f=beale']);
});

test('an element that is removed while it loads is not ready before it is back', async ({ page }) => {
  await host(page, '');
  const account = await page.evaluate(async (race) => {
    await customElements.whenDefined('downhill-lab');
    const own = document.createElement('downhill-lab') as Lab;
    const said: string[] = [];
    own.addEventListener('downhill-ready', () => said.push(own.isConnected ? 'here' : 'gone'));
    own.preset = race;
    document.body.append(own);
    const container = own.shadowRoot!.querySelector<HTMLElement>('.downhill')!;
    // In the moment in which it is shown, before the last of its code is there.
    await new Promise<void>((resolve) => {
      const observer = new MutationObserver(() => {
        if (container.hidden) return;
        observer.disconnect();
        own.remove();
        resolve();
      });
      observer.observe(container, { attributeFilter: ['hidden'] });
    });
    await new Promise((resolve) => setTimeout(resolve, 1000));
    const early = [...said];
    document.body.append(own);
    await own.ready;
    await own.reset();
    return { early, said, step: own.step };
  }, RACE);
  expect(account).toEqual({ early: [], said: ['here'], step: 0 });
});

test('autoplay counts whenever it is asked for', async ({ page }) => {
  await element(page, RACE);
  expect(await lab(page, (own) => own.state.status)).toBe('done');
  await lab(page, (own) => void (own.autoplay = true));
  await expect.poll(() => lab(page, (own) => own.state.status)).toBe('playing');
});

test.describe('when the core does not come', () => {
  test.use({ provoked: /did not load|Failed to load resource/ });

  test('that is said in the language asked for, and a try that works takes its place', async ({ page }) => {
    await page.route('**/*race_bg*.wasm', (route) => route.abort());
    await host(page, `<downhill-lab lang="ko" preset="${RACE.replaceAll('&', '&amp;')}"></downhill-lab>`);
    const alert = page.locator('downhill-lab').getByRole('alert');
    await expect(alert).toHaveText(ko.loadFailed);
    await page.unroute('**/*race_bg*.wasm');
    await lab(page, (own) => {
      own.remove();
      document.body.append(own);
    });
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(ko.surfaces.beale.title);
    await expect(page.getByText(ko.loadFailed)).toHaveCount(0);
  });

  test('nor the code that would say so, there is a sentence all the same', async ({ page }) => {
    await page.route('**/stage-*.js', (route) => route.abort());
    await host(page, '<div lang="ko"><downhill-lab></downhill-lab></div>');
    await expect(page.locator('downhill-lab').getByRole('alert')).toHaveText('Downhill을 불러오지 못했습니다.');
  });
});
