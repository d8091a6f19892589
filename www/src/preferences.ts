/** Language and theme: from the link, else as chosen before, else the browser's. */
import { LANGUAGES, preferredLanguage } from './words/index.ts';
import type { Language, Words } from './words/index.ts';

export type Theme = 'light' | 'dark';

const darkQuery = matchMedia('(prefers-color-scheme: dark)');

export class Preferences extends EventTarget {
  language: Language;
  theme: Theme;

  constructor(link: { lang?: Language; theme?: Theme }) {
    super();
    this.language = link.lang ?? stored('language', (text): text is Language => text in LANGUAGES) ?? preferredLanguage();
    const chosen = link.theme ?? stored('theme', (text): text is Theme => text === 'light' || text === 'dark');
    this.theme = chosen ?? (darkQuery.matches ? 'dark' : 'light');
    if (chosen === undefined) {
      darkQuery.addEventListener('change', () => {
        if (stored('theme', isAnything) === undefined) this.#show({ theme: darkQuery.matches ? 'dark' : 'light' });
      });
    }
    this.#show({});
  }

  get words(): Words {
    return LANGUAGES[this.language].words;
  }

  choose(choice: { language?: Language; theme?: Theme }): void {
    for (const [key, value] of Object.entries(choice)) store(key, value);
    this.#show(choice);
  }

  #show(choice: { language?: Language; theme?: Theme }): void {
    Object.assign(this, choice);
    document.documentElement.lang = this.language;
    document.documentElement.dataset['theme'] = this.theme;
    this.dispatchEvent(new Event('change'));
  }
}

const isAnything = (_text: string): _text is string => true;

/** A choice of an earlier visit; undefined where storage is forbidden. */
function stored<T extends string>(key: string, isKnown: (text: string) => text is T): T | undefined {
  try {
    const text = localStorage.getItem(`downhill-${key}`);
    return text !== null && isKnown(text) ? text : undefined;
  } catch {
    return undefined;
  }
}

function store(key: string, value: string): void {
  try {
    localStorage.setItem(`downhill-${key}`, value);
  } catch {
    // Forbidden, as in some embeds: the choice then lasts as long as the page.
  }
}
