/** Starts the page: loads the core, reads the link, mounts the race. */
import { isLink, followAddress } from './address.ts';
import { loadEngine, openingSetup, parseLink, readCatalog } from './engine.ts';
import { DownhillPage } from './elements/page.ts';
import { Preferences } from './preferences.ts';
import { Session } from './session.ts';

const page = document.querySelector('downhill-page') as DownhillPage;

async function start(): Promise<void> {
  const failure = await loadEngine();
  if (failure !== undefined) {
    // Without the core no link can be read, so its language cannot be known either.
    page.fail(new Preferences({}), failure === 'unsupported' ? 'unsupported' : 'loadFailed');
    return;
  }
  const parsed = parseLink(location.hash);
  const isOurs = isLink(location.hash) && parsed.lab !== undefined && !parsed.isRefused;
  const preferences = new Preferences(parsed);
  const check = (error: unknown): void => {
    // A trapped core may be inconsistent: it is not asked again. Starting anew keeps the link.
    if (error instanceof WebAssembly.RuntimeError) page.fail(preferences, 'broken');
  };
  addEventListener('error', (event) => check(event.error));
  // Elements draw in promises.
  addEventListener('unhandledrejection', (event) => check(event.reason));
  const session = new Session(readCatalog(), isOurs ? parsed.setup : openingSetup());
  session.warnings = isLink(location.hash) ? parsed.warnings : [];
  page.show(session, preferences);
  followAddress(session);
}

void start();
