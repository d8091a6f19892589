/** How the visitor sees a page or an element: language, theme, and the parts that are left out. */
import type { Part, Presentation } from './engine.ts';
import { LANGUAGES, preferredLanguage } from './words/index.ts';
import type { Language, Words } from './words/index.ts';

export type Theme = 'light' | 'dark';

/** What wheel and fingers do on a map: scroll the page unless they are two, or with Ctrl; zoom; nothing. */
export type Gestures = NonNullable<Presentation['gestures']>;

/** What a link, or whoever embeds us, asks for. */
export interface Asked {
  lang?: Language | undefined;
  theme?: Theme | undefined;
  hide?: readonly Part[];
  gestures?: Gestures | undefined;
}

/** Where choices outlast a visit. */
export interface Memory {
  read(key: string): string | undefined;
  write(key: string, text: string): void;
}

/** The browser's storage for the page; undefined is read where it is forbidden, as in some embeds. */
export const STORAGE: Memory = {
  read(key) {
    try {
      return localStorage.getItem(`downhill-${key}`) ?? undefined;
    } catch {
      return undefined;
    }
  },
  write(key, text) {
    try {
      localStorage.setItem(`downhill-${key}`, text);
    } catch {
      // The choice then lasts as long as the page.
    }
  },
};

const darkQuery = (): MediaQueryList => matchMedia('(prefers-color-scheme: dark)');

/** Says `change` when language, theme or parts have changed, once the root shows it. */
export class Preferences extends EventTarget {
  language: Language;
  theme: Theme;
  gestures: Gestures;
  readonly #root: HTMLElement;
  readonly #memory: Memory | undefined;
  #hidden: ReadonlySet<Part>;
  #isThemeAsked: boolean;

  /** `root` gets the language and the theme as attributes. Without a memory, nothing of earlier visits counts. */
  constructor(asked: Asked, root: HTMLElement, memory?: Memory) {
    super();
    this.#root = root;
    this.#memory = memory;
    this.language = asked.lang ?? known(memory?.read('language'), LANGUAGES) ?? preferredLanguage();
    const chosen = asked.theme ?? known(memory?.read('theme'), THEMES);
    this.#isThemeAsked = chosen !== undefined;
    this.theme = chosen ?? browserTheme();
    this.#hidden = new Set(asked.hide);
    this.gestures = asked.gestures ?? 'cooperative';
    this.#show({});
  }

  get words(): Words {
    return LANGUAGES[this.language].words;
  }

  /** Whether a part of the page is not left out. */
  shows(part: Part): boolean {
    return !this.#hidden.has(part);
  }

  /** A choice of the visitor's. */
  choose(choice: { language?: Language; theme?: Theme }): void {
    for (const [key, value] of Object.entries(choice)) this.#memory?.write(key, value);
    if (choice.theme !== undefined) this.#isThemeAsked = true;
    this.#show(choice);
  }

  /** What is asked for from now on; what is left out is the browser's. */
  ask({ lang, theme, hide = [], gestures = 'cooperative' }: Asked): void {
    this.#hidden = new Set(hide);
    this.gestures = gestures;
    this.#isThemeAsked = theme !== undefined;
    this.#show({ language: lang ?? preferredLanguage(), theme: theme ?? browserTheme() });
  }

  /** Follows the browser's theme, so long as none is asked for, until the signal aborts. */
  follow(signal?: AbortSignal): void {
    const react = (): void => {
      if (!this.#isThemeAsked) this.#show({ theme: browserTheme() });
    };
    darkQuery().addEventListener('change', react, signal === undefined ? {} : { signal });
  }

  #show(choice: { language?: Language; theme?: Theme }): void {
    Object.assign(this, choice);
    this.#root.lang = this.language;
    this.#root.dataset['theme'] = this.theme;
    this.dispatchEvent(new Event('change'));
  }
}

const THEMES = { light: true, dark: true } as const satisfies Record<Theme, true>;

function browserTheme(): Theme {
  return darkQuery().matches ? 'dark' : 'light';
}

/** A text that is one of a table's keys. */
function known<T extends string>(text: string | undefined, table: Readonly<Record<T, unknown>>): T | undefined {
  return text !== undefined && Object.hasOwn(table, text) ? (text as T) : undefined;
}
