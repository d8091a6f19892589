/** What whoever embeds a lab asks of it, by attributes, by a link, or by the language around it. */
import type { Part, Presentation } from '../engine.ts';
import type { Asked, Gestures } from '../preferences.ts';

/** The attributes of the element, as they are written. */
export interface Attributes {
  preset: string | null;
  lang: string | null;
  theme: string | null;
  gestures: string | null;
  hide: string | null;
  autoplay: boolean;
}

const PARTS: readonly Part[] = ['heading', 'presets', 'controls', 'transport', 'charts', 'table', 'about'];
const GESTURES: readonly Gestures[] = ['cooperative', 'greedy', 'none'];

/** Attributes count before the link, and the link before what is around the element. */
export function askedOf(attributes: Attributes, link: Presentation, around: Element): Asked & { autoplay: boolean } {
  const hide = attributes.hide === null ? link.hide : PARTS.filter((part) => attributes.hide!.split(/[\s,]+/).includes(part));
  return {
    lang: languageOf(attributes.lang) ?? link.lang ?? languageOf(languageAround(around)),
    theme: themeOf(attributes.theme) ?? link.theme ?? themeAround(around),
    gestures: GESTURES.find((gestures) => gestures === attributes.gestures) ?? link.gestures,
    hide,
    autoplay: attributes.autoplay || link.autoplay,
  };
}

/** What is wrong with the attributes, as far as they are ours alone: the link says for itself what is wrong with it. */
export function complaintsOf({ preset, theme, gestures, hide }: Attributes): string[] {
  const complaints: string[] = [];
  if (preset !== null && preset !== '' && !preset.includes('=')) complaints.push(`preset = ${preset}: must be a link, as lab=race&f=beale`);
  const wrong = (name: string, value: string, choices: readonly string[]): void => {
    complaints.push(`${name} = ${value}: must be one of ${choices.join(', ')}`);
  };
  if (theme !== null && !['light', 'dark', 'auto', ''].includes(theme)) wrong('theme', theme, ['light', 'dark', 'auto']);
  if (gestures !== null && !GESTURES.some((known) => known === gestures)) wrong('gestures', gestures, GESTURES);
  for (const part of hide?.split(/[\s,]+/) ?? []) {
    if (part !== '' && !PARTS.some((known) => known === part)) wrong('hide', part, PARTS);
  }
  return complaints;
}

function languageOf(tag: string | null): 'en' | 'ko' | undefined {
  const language = tag?.toLowerCase().split('-')[0];
  return language === 'en' || language === 'ko' ? language : undefined;
}

function themeOf(theme: string | null): 'light' | 'dark' | undefined {
  return theme === 'light' || theme === 'dark' ? theme : undefined;
}

function languageAround(element: Element): string | null {
  return element.parentElement?.closest('[lang]')?.getAttribute('lang') ?? null;
}

/** The colours that a page has chosen for itself; one that leaves it to the browser has chosen none. */
function themeAround(element: Element): 'light' | 'dark' | undefined {
  return themeOf(getComputedStyle(element).colorScheme);
}
