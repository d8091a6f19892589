/** The share dialog: the link first, and every other way to hand a setup on. */
import { LitElement, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';

import { define } from '../../elements/define.ts';
import type { Part, Presentation } from '../../engine.ts';
import type { LabId } from '../../lab.ts';
import type { Programme } from '../../presenter/present.ts';
import { LANGUAGES } from '../../words/index.ts';
import type { Language } from '../../words/index.ts';
import { presetTitle, setupTitle } from '../ready-presets.ts';
import type { Core } from '../ready-presets.ts';
import { element, iframe, pageAddress, posterHtml, posterMarkdown, presetPage } from '../../snippets.ts';
import type { Shared } from '../../snippets.ts';
import { en } from '../words/en.ts';
import { SHARE_WORDS } from '../words/index.ts';
import './qr-panel.ts';
import './slide-list.ts';
import './snippet-field.ts';
import type { SnippetField } from './snippet-field.ts';

const WAYS = ['embed', 'element', 'picture', 'codepen', 'qr', 'slides'] as const;
type Way = (typeof WAYS)[number];

const PARTS = Object.keys(en.parts) as Part[];

/** From this length on, mail and chat programs may break an address. */
const LONG = 1900;
/** The longest link that is read. */
const MOST = 2048;
const [LEAST_HEIGHT, MOST_HEIGHT] = [200, 2000];

/** What is shared, and by whom. */
export interface Sharing {
  lab: LabId;
  link: string;
  core: Core;
  /** What the reader of this page sees it in. */
  pageLanguage: Language;
  present: (programme: Programme) => void;
}

export class ShareDialog extends LitElement {
  @property({ attribute: false }) sharing!: Sharing;
  @state() private way: Way = 'embed';
  @state() private language: Language | undefined;
  @state() private theme: 'light' | 'dark' | undefined;
  @state() private hide: readonly Part[] = ['presets', 'table', 'about'];
  @state() private autoplay = false;
  @state() private height = 640;
  @state() private programme: Programme = { slides: [], predict: false };

  protected override createRenderRoot(): this {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const id = this.#ready?.id;
    if (id !== undefined) this.programme = { slides: [id], predict: false };
  }

  protected override async firstUpdated(): Promise<void> {
    // The button that shall have the focus must be there when the dialog opens.
    await this.querySelector<SnippetField>('downhill-snippet-field')!.updateComplete;
    this.#dialog.showModal();
  }

  get #dialog(): HTMLDialogElement {
    return this.querySelector('dialog')!;
  }

  get #say() {
    return SHARE_WORDS[this.sharing.pageLanguage];
  }

  /** The ready preset that is shared, if it is one. */
  get #ready() {
    const { core, link, lab } = this.sharing;
    const ready = core.readCatalog().ready.find((preset) => preset.link === link);
    return ready && { ...ready, lab };
  }

  /** The link as its reader shall see it. */
  #shown(link: string, part: Partial<Presentation> = {}): string {
    const { language, theme } = this;
    return this.sharing.core.linkWith(link, {
      ...(language && { lang: language }),
      ...(theme && { theme }),
      hide: [],
      autoplay: false,
      slides: [],
      predict: false,
      ...part,
    });
  }

  get #title(): string {
    const { lab, link, pageLanguage } = this.sharing;
    const language = this.language ?? pageLanguage;
    const ready = this.#ready;
    const title = ready === undefined ? setupTitle(lab, link, language) : presetTitle(ready, language);
    return SHARE_WORDS[language].embedTitle(title);
  }

  protected override render() {
    const say = this.#say;
    const host = hostFolder();
    const link = this.#shown(this.sharing.link);
    const address = pageAddress({ host, link });
    return html`<dialog class="share" aria-labelledby="share-heading" @click=${this.#press} @close=${() => this.remove()}>
      <div class="share-body">
        <div class="share-head">
          <h2 id="share-heading">${say.heading}</h2>
          <button class="quiet icon" aria-label=${say.close} title=${say.close} @click=${() => this.#dialog.close()}>×</button>
        </div>
        <downhill-snippet-field main .say=${say} .label=${say.link} .text=${address} .action=${say.copyLink}></downhill-snippet-field>
        <p class="hint">
          <b class="link-length">${say.characters(address.length)}</b>
          ${link.length > MOST ? html`<strong class="diverged">${say.tooLong(MOST)}</strong>` : address.length > LONG ? html`<strong>${say.long(MOST)}</strong>` : say.linkNote}
          ${location.protocol === 'file:' ? html`<strong>${say.ownFile}</strong>` : nothing}
        </p>
        <div class="share-options">
          ${choice(say.language, this.language ?? '', [['', say.readers], ...Object.entries(LANGUAGES).map(([id, { name }]) => [id, name] as const)], (value) => {
            this.language = value === '' ? undefined : (value as Language);
          })}
          ${choice(say.colours, this.theme ?? '', [['', say.readers], ['light', say.light], ['dark', say.dark]], (value) => {
            this.theme = value === '' ? undefined : (value as 'light' | 'dark');
          })}
        </div>
        <div class="ways" role="tablist" aria-label=${say.ways} @keydown=${this.#turn}>
          ${WAYS.map(
            (way) => html`<button
              role="tab"
              id="way-${way}"
              aria-controls="share-way"
              aria-selected=${String(way === this.way)}
              tabindex=${way === this.way ? 0 : -1}
              @click=${() => (this.way = way)}
            >
              ${way === 'codepen' ? 'CodePen' : say[way]}
            </button>`,
          )}
        </div>
        <div class="way" role="tabpanel" id="share-way" aria-labelledby="way-${this.way}">${this.#panel({ host, link, title: this.#title }, address)}</div>
      </div>
    </dialog>`;
  }

  #panel(shared: Shared, address: string): TemplateResult {
    const say = this.#say;
    switch (this.way) {
      case 'embed':
        return html`<p class="hint">${say.embedNote} ${say.embedHosts}</p>
          ${this.#snippet(say.embed, iframe({ ...shared, link: this.#embedLink() }, this.height))} ${this.#embedOptions(true)}`;
      case 'element':
        return html`<p class="hint">${say.elementNote}</p>
          ${this.#snippet(say.element, this.#element(shared))} ${this.#embedOptions(false)}`;
      case 'codepen':
        return html`<ol class="hint steps">${say.codepenSteps.map((step) => html`<li>${step}</li>`)}</ol>
          ${this.#snippet(say.codepen, this.#element(shared))} ${this.#snippet(say.velogPen, '!codepen[NAME/embed/PEN]')} ${this.#embedOptions(false)}`;
      case 'picture':
        return this.#picture(shared, address);
      case 'qr':
        return html`<downhill-qr-panel .say=${say} .text=${address}></downhill-qr-panel>`;
      case 'slides':
        return html`<downhill-slide-list
          .say=${say}
          .language=${this.sharing.pageLanguage}
          .programme=${this.programme}
          .addressOf=${this.#addressOf}
          .change=${(programme: Programme) => (this.programme = programme)}
          .present=${this.#present}
        ></downhill-slide-list>`;
    }
  }

  #snippet(label: string, text: string): TemplateResult {
    return html`<downhill-snippet-field .say=${this.#say} .label=${label} .text=${text}></downhill-snippet-field>`;
  }

  #embedLink(): string {
    return this.#shown(this.sharing.link, { hide: [...this.hide], autoplay: this.autoplay });
  }

  #element(shared: Shared): string {
    const ready = this.#ready;
    const poster = ready && presetPage(shared.host, ready.id).poster;
    const { language: lang, theme, hide, autoplay } = this;
    return element({ ...shared, link: this.sharing.link }, { lang, theme, hide, autoplay }, poster);
  }

  #picture({ host, title }: Shared, address: string): TemplateResult {
    const say = this.#say;
    const ready = this.#ready;
    if (ready === undefined) return html`<p class="hint">${say.noPicture}</p> ${this.#snippet(say.link, address)}`;
    const { page, poster } = presetPage(host, ready.id);
    const { pictureCaption } = SHARE_WORDS[this.language ?? this.sharing.pageLanguage];
    return html`<p class="hint">${say.pictureNote}</p>
      ${this.#snippet(say.pictureMarkdown, posterMarkdown(page, poster, title, pictureCaption))}
      ${this.#snippet(say.pictureHtml, posterHtml(page, poster, title))} ${this.#snippet(say.picturePage, page)}`;
  }

  #embedOptions(hasHeight: boolean): TemplateResult {
    const say = this.#say;
    const toggle = (part: Part, isHidden: boolean): void => {
      this.hide = PARTS.filter((one) => (one === part ? isHidden : this.hide.includes(one)));
    };
    return html`<fieldset class="share-parts">
        <legend>${say.hide}</legend>
        ${PARTS.map(
          (part) => html`<label class="check">
            <input type="checkbox" .checked=${this.hide.includes(part)} @change=${(event: Event) => toggle(part, (event.target as HTMLInputElement).checked)} />
            ${say.parts[part]}
          </label>`,
        )}
      </fieldset>
      <div class="share-options">
        <label class="check">
          <input type="checkbox" .checked=${this.autoplay} @change=${(event: Event) => (this.autoplay = (event.target as HTMLInputElement).checked)} />
          ${say.autoplay}
        </label>
        ${hasHeight
          ? html`<label>${say.height}
              <input type="number" min=${LEAST_HEIGHT} max=${MOST_HEIGHT} step="20" .value=${String(this.height)} @change=${this.#resize} /> ${say.pixels}
            </label>`
          : nothing}
      </div>`;
  }

  #resize = (event: Event): void => {
    const field = event.target as HTMLInputElement;
    if (Number.isFinite(field.valueAsNumber)) this.height = Math.round(Math.min(MOST_HEIGHT, Math.max(LEAST_HEIGHT, field.valueAsNumber)));
    field.value = String(this.height);
  };

  #addressOf = ({ slides, predict }: Programme, lab: LabId): string =>
    pageAddress({ host: hostFolder(), link: this.#shown(`lab=${lab}&v=1`, { slides: [...slides], predict }) });

  #present = (): void => {
    this.#dialog.close();
    this.sharing.present(this.programme);
  };

  /** A press beside the dialog closes it. */
  #press = (event: MouseEvent): void => {
    if (event.target === this.#dialog) this.#dialog.close();
  };

  /** Arrow keys go from tab to tab. */
  #turn = (event: KeyboardEvent): void => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const to = { Home: 0, End: WAYS.length - 1 }[event.key] ?? (by === undefined ? undefined : (WAYS.indexOf(this.way) + by + WAYS.length) % WAYS.length);
    if (to === undefined) return;
    event.preventDefault();
    this.way = WAYS[to]!;
    this.querySelector<HTMLElement>(`#way-${this.way}`)!.focus();
  };
}

/** The folder that the page lies in, without query and fragment. */
function hostFolder(): string {
  const { origin, pathname, protocol } = new URL('.', document.baseURI);
  // A file has no origin.
  return protocol === 'file:' ? `file://${pathname}` : `${origin}${pathname}`;
}

function choice(label: string, value: string, options: readonly (readonly [string, string])[], choose: (value: string) => void): TemplateResult {
  return html`<label>${label}
    <select @change=${(event: Event) => choose((event.target as HTMLSelectElement).value)}>
      ${options.map(([id, name]) => html`<option value=${id} ?selected=${id === value}>${name}</option>`)}
    </select>
  </label>`;
}

define('downhill-share-dialog', ShareDialog);
