/** What can be saved: of a chart its picture and its numbers; of a lab its setup too, and of a race a film and a script. */
import type { RaceMap } from '../elements/race-map.ts';
import type { LabId, LabSession } from '../lab.ts';
import type { Picture } from '../picture.ts';
import type { Preferences } from '../preferences.ts';
import type { Session } from '../session.ts';
import { csvOf } from './csv.ts';
import { copyText, fileName, saveText } from './download.ts';
import type { Saved } from './download.ts';
import type { Scene } from './film.ts';
import { openMenu } from './menu.ts';
import type { Item } from './menu.ts';
import { pictureItems } from './formats.ts';
import { mainPicture } from './main-picture.ts';
import { titled } from './sheet.ts';
import { EXPORT_WORDS } from './words/index.ts';

/** Opens the menu of a picture below its button. */
export function openPictureMenu(button: HTMLButtonElement, shown: Picture, preferences: Preferences): void {
  const { language, theme } = preferences;
  const picture = shown.isPanel === true ? titled(shown, theme) : shown;
  const say = EXPORT_WORDS[language];
  const { numbers } = picture;
  const table: Item[] =
    numbers === undefined
      ? []
      : [{ label: say.numbers, note: 'CSV', act: () => saveText(say, csvOf(numbers()), fileName([picture.id], 'csv'), 'text/csv') }];
  openMenu(button, language, say.savePicture(picture.title), [[...pictureItems(picture, button, preferences), ...table]]);
}

/** Opens the menu of a lab below its button. */
export function openLabMenu(button: HTMLButtonElement, lab: LabId, session: LabSession, preferences: Preferences): void {
  const { language } = preferences;
  const say = EXPORT_WORDS[language];
  const picture = mainPicture(button.getRootNode() as ParentNode, lab, preferences);
  const { numbers } = session;
  const data: Item[] = [
    ...(numbers === undefined
      ? []
      : [{ label: say.allNumbers, note: 'CSV', act: () => saveText(say, csvOf(numbers), fileName([lab], 'csv'), 'text/csv') }]),
    { label: say.setup, note: 'JSON', act: () => saveText(say, setupOf(lab, session), fileName([lab, 'setup'], 'json'), 'application/json') },
  ];
  openMenu(button, language, say.saveLab, [
    picture === undefined ? [] : pictureItems(picture, button, preferences),
    data,
    lab === 'race' ? raceItems(button, session as Session, preferences) : [],
  ]);
}

/** The setup as data, with the link that says the same. */
function setupOf(lab: LabId, session: LabSession): string {
  return `${JSON.stringify({ lab, link: session.link, setup: session.setup }, undefined, 2)}\n`;
}

function raceItems(button: HTMLButtonElement, session: Session, preferences: Preferences): Item[] {
  const say = EXPORT_WORDS[preferences.language];
  if (session.setup.runs.length === 0) return [];
  const script = async (): Promise<string> => (await import('./script.ts')).scriptOf(session.link);
  const film = async (): Promise<undefined> => {
    const { filmInPanel } = await import('./film-panel.ts');
    const scene = sceneOf(button, session, preferences);
    if (scene !== undefined) void filmInPanel(button, scene, preferences);
  };
  const save = async (): Promise<Saved> => saveText(say, await script(), fileName([session.setup.f], 'py'), 'text/x-python');
  return [
    { label: say.film, note: 'GIF', act: film },
    { label: say.script, note: say.scriptNote, act: () => copyText(say, script()) },
    { label: say.scriptFile, note: '.py', act: save },
  ];
}

/** The race on the map of the page, as it is now. */
function sceneOf(button: HTMLElement, session: Session, preferences: Preferences): Scene | undefined {
  const { words, theme } = preferences;
  const { setup } = session;
  const map = (button.getRootNode() as ParentNode).querySelector<RaceMap>('downhill-race-map');
  const [picture] = map?.pictures() ?? [];
  if (map === null || picture === undefined) return undefined;
  return {
    setup,
    again: (ground, size) => map.again(ground, size),
    names: session.namesIn(preferences.language),
    theme,
    background: getComputedStyle(button).getPropertyValue('--background').trim(),
    aspect: picture.size.width / picture.size.height,
    title: picture.title,
    start: words.start,
    caption: (step) => words.stepOf(String(step), String(setup.steps)),
  };
}
