/** Starts the page: reads the link, loads the lab that it is for, and shows it. */
import raceCore from '../pkg/race/downhill_race_bg.wasm?url';

import { followAddress, isLink } from './address.ts';
import { App, guess } from './app.ts';
import type { Failure } from './app.ts';
import { DownhillPage } from './elements/page.ts';
import { keepForOffline } from './offline/keep.ts';
import { Preferences, STORAGE } from './preferences.ts';
import type { Programme } from './presenter/present.ts';

const page = document.querySelector('downhill-page') as DownhillPage;

/** Has the race's core fetched while the code that asks for it is still on its way: it is the largest part of a first visit. */
function fetchAhead(): void {
  // A page that is a single file has it already.
  if (guess(location.hash) !== 'race' || raceCore.startsWith('packed:')) return;
  const link = document.createElement('link');
  Object.assign(link, { rel: 'preload', as: 'fetch', crossOrigin: 'anonymous', href: raceCore });
  document.head.append(link);
}

async function start(): Promise<void> {
  const app = new App();
  const head = await app.start(location.hash, isLink(location.hash));
  if (typeof head === 'string') {
    // Without a core no link can be read, so its language cannot be known either.
    page.fail(new Preferences({}, document.documentElement, STORAGE), head);
    return;
  }
  const preferences = new Preferences(head.presentation, document.documentElement, STORAGE);
  preferences.follow();
  const check = (error: unknown): void => {
    // A trapped core may be inconsistent: it is not asked again. Starting anew keeps the link.
    if (error instanceof WebAssembly.RuntimeError) page.fail(preferences, 'broken');
  };
  addEventListener('error', (event) => check(event.error));
  // Elements draw in promises.
  addEventListener('unhandledrejection', (event) => check(event.reason));
  app.addEventListener('failure', (event) => page.fail(preferences, (event as CustomEvent<Failure>).detail));
  page.show(app, preferences);
  followAddress(app);
  // A talk is fetched when there is one.
  const talk = async (): Promise<void> => {
    if (location.hash.includes('slides=')) await (await import('./presenter/present.ts')).presentAddress(app, preferences);
  };
  addEventListener('hashchange', () => void talk());
  addEventListener('popstate', () => void talk());
  page.addEventListener('present', async (event) => {
    await (await import('./presenter/present.ts')).present(app, preferences, (event as CustomEvent<Programme>).detail);
  });
  void talk();
}

fetchAhead();
void start();
keepForOffline();
