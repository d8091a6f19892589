/** Presenter mode: begins and ends a talk, with its keys, its address and its place in the browser's history. */
import { isLink } from '../address.ts';
import type { App } from '../app.ts';
import { adopt } from '../elements/styles.ts';
import panelsCss from '../panels.css?inline';
import type { Preferences } from '../preferences.ts';
import { coreOf, presetsWith } from '../share/ready-presets.ts';
import shareCss from '../share/share.css?inline';
import { PredictionPanel } from './elements/prediction-panel.ts';
import { PresenterBar } from './elements/presenter-bar.ts';
import { commandOf } from './keys.ts';
import presenterCss from './presenter.css?inline';
import { Talk } from './talk.ts';

/** What is asked for: ids of ready presets; none to present what is open. */
export interface Programme {
  slides: readonly string[];
  predict: boolean;
}

/** A talk that is under way, and how to end it. */
interface Running {
  hash: string;
  end(): void;
}

let running: Running | undefined;
/** The address whose talk is about to begin: browsers tell of one arrival twice. */
let arriving: string | undefined;

/** The talk of an address, if it has one. */
export async function presentAddress(app: App, preferences: Preferences): Promise<void> {
  const { hash } = location;
  if (!isLink(hash) || running?.hash === hash || arriving === hash) return;
  arriving = hash;
  try {
    const { slides, predict } = (await coreOf(app.lab.id)).presentationOf(hash);
    if (slides.length > 0 && location.hash === hash) await begin(app, preferences, { slides, predict });
  } finally {
    arriving = undefined;
  }
}

/** A talk that the reader asked for: going back leaves it. */
export async function present(app: App, preferences: Preferences, programme: Programme): Promise<void> {
  const full = fillScreen();
  if (programme.slides.length > 0) {
    const { slides, predict } = programme;
    const lab = (await presetsWith(slides, app.lab.id)).find(({ id }) => id === slides[0])?.lab ?? app.lab.id;
    const link = (await coreOf(lab)).linkWith(`lab=${lab}&v=1`, { hide: [], autoplay: false, slides: [...slides], predict });
    history.pushState(null, '', `#${link}`);
  }
  await full;
  await begin(app, preferences, programme);
}

async function begin(app: App, preferences: Preferences, { slides, predict }: Programme): Promise<void> {
  running?.end();
  adopt(document, [panelsCss, shareCss, presenterCss]);
  const before = app.link;
  const known = await presetsWith(slides, app.lab.id);
  const talk = new Talk(
    app,
    preferences,
    slides.flatMap((id) => known.filter((preset) => preset.id === id)),
    slides.filter((id) => known.every((preset) => preset.id !== id)),
    predict,
  );
  const root = document.documentElement;
  const [bar, panel] = [new PresenterBar(), new PredictionPanel()];
  for (const element of [bar, panel]) Object.assign(element, { talk, preferences });
  const { hash } = location;

  const draw = (): void => {
    root.dataset['presenting'] = app.lab.id;
    root.toggleAttribute('data-concealed', talk.isConcealed);
    root.toggleAttribute('data-asking', talk.asks);
  };
  const remember = (): void => {
    try {
      history.replaceState({ slide: talk.position }, '');
    } catch {
      // WebKit refuses more than a hundred calls in ten seconds; the next slide tries again.
    }
  };
  const stop = (): void => {
    running = undefined;
    talk.end();
    for (const name of ['presenting', 'concealed', 'asking']) delete root.dataset[name];
    bar.remove();
    panel.remove();
    document.removeEventListener('keydown', press);
    removeEventListener('popstate', navigate);
    if (document.fullscreenElement !== null) void document.exitFullscreen();
  };
  const leave = (): void => {
    stop();
    // A slide that is still on its way is what is wanted.
    if (talk.isShown || talk.slide === undefined) history.replaceState(null, '', `#${app.link}`);
    else void app.open(talk.slide.link, 'replace');
    document.getElementById('lab')?.focus({ preventScroll: true });
  };
  /** Back or another address: what was there before the talk is there again. */
  const navigate = (): void => {
    if (location.hash === hash) return;
    stop();
    void app.open(isLink(location.hash) ? location.hash : before, 'none');
  };
  const press = (event: KeyboardEvent): void => {
    const command = commandOf(event);
    if (command === undefined) return;
    event.preventDefault();
    if (typeof command === 'object') talk.vote(command.vote);
    else if (command === 'leave') leave();
    else if (command === 'ask') talk.ask(!talk.asks);
    else if (command === 'fullScreen') void toggleScreen();
    else if (command === 'help') bar.showKeys();
    else talk[command]();
  };

  talk.addEventListener('change', draw);
  talk.addEventListener('slide', remember);
  bar.addEventListener('leave', leave);
  bar.addEventListener('full-screen', () => void toggleScreen());
  document.addEventListener('keydown', press);
  addEventListener('popstate', navigate);
  running = { hash, end: stop };
  draw();
  document.body.append(panel, bar);
  document.getElementById('lab')?.focus({ preventScroll: true });
  await talk.show(placeOf(history.state));
}

/** The slide that was shown when the page was left or loaded anew. */
function placeOf(state: unknown): number {
  const slide = typeof state === 'object' && state !== null && 'slide' in state ? state.slide : 0;
  return typeof slide === 'number' && Number.isInteger(slide) ? slide : 0;
}

async function toggleScreen(): Promise<void> {
  if (document.fullscreenElement === null) await fillScreen();
  else await document.exitFullscreen();
}

/** The whole screen, where the browser allows it, and only after a press of the visitor's. */
async function fillScreen(): Promise<void> {
  if (!document.fullscreenEnabled || !navigator.userActivation.isActive) return;
  try {
    await document.documentElement.requestFullscreen();
  } catch {
    // The window must do.
  }
}
