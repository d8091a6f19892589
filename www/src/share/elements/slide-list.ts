/** Slides put together: ready presets in an order, and the one link that shows them. */
import { LitElement, html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';

import { define } from '../../elements/define.ts';
import type { LabId } from '../../lab.ts';
import type { Programme } from '../../presenter/present.ts';
import { LANGUAGES } from '../../words/index.ts';
import type { Language } from '../../words/index.ts';
import { presetTitle, readyPresets } from '../ready-presets.ts';
import type { ReadyPreset } from '../ready-presets.ts';
import type { ShareWords } from '../words/index.ts';
import './snippet-field.ts';

export class SlideList extends LitElement {
  @property({ attribute: false }) say!: ShareWords;
  @property() language: Language = 'en';
  @property({ attribute: false }) programme!: Programme;
  /** The address of a talk whose first slide is a lab's. */
  @property({ attribute: false }) addressOf!: (programme: Programme, lab: LabId) => string;
  @property({ attribute: false }) change!: (programme: Programme) => void;
  @property({ attribute: false }) present!: () => void;
  @state() private presets: ReadyPreset[] | 'failed' | undefined;

  protected override createRenderRoot(): this {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#load();
  }

  async #load(): Promise<void> {
    try {
      this.presets = await readyPresets();
    } catch {
      this.presets = 'failed';
    }
  }

  protected override render() {
    const { say, programme, presets, language } = this;
    if (presets === 'failed') return html`<p role="alert">${say.presetsFailed}</p>`;
    if (presets === undefined) return nothing;
    const slides = programme.slides.flatMap((id) => presets.filter((preset) => preset.id === id));
    return html`<p class="hint">${say.slidesNote}</p>
      <ol class="slides">
        ${slides.map((preset, at) => this.#slide(preset, at, slides.length))}
      </ol>
      ${slides.length === 0 ? html`<p class="hint">${say.noSlides}</p>` : nothing}
      <div class="share-options">
        <label>${say.addSlide}
          <select class="add-slide">
            ${(['race', 'batch', 'minima'] as const).map(
              (lab) => html`<optgroup label=${LANGUAGES[language].words.labNames[lab]}>
                ${presets
                  .filter((preset) => preset.lab === lab)
                  .map((preset) => html`<option value=${preset.id}>${presetTitle(preset, language)}</option>`)}
              </optgroup>`,
            )}
          </select>
        </label>
        <button class="primary small" @click=${this.#add}>${say.add}</button>
      </div>
      <label class="check"><input type="checkbox" .checked=${programme.predict} @change=${this.#predict} /> ${say.predict}</label>
      ${slides.length === 0
        ? nothing
        : html`<downhill-snippet-field .say=${say} .label=${say.slidesLink} .text=${this.addressOf(programme, slides[0]!.lab)}></downhill-snippet-field>`}
      <div class="share-buttons"><button class="primary small" @click=${() => this.present()}>${slides.length === 0 ? say.presentThis : say.present}</button></div>`;
  }

  #slide(preset: ReadyPreset, at: number, count: number) {
    const { say } = this;
    const title = presetTitle(preset, this.language);
    // Not `disabled`: the button that was just pressed would lose the keyboard's focus.
    const button = (sign: string, label: string, isOff: boolean, act: () => void) =>
      html`<button class="quiet icon" aria-label=${label} title=${label} aria-disabled=${String(isOff)} @click=${isOff ? nothing : act}>${sign}</button>`;
    return html`<li aria-label=${say.slide(at + 1, title)}>
      <span>${title}</span>
      ${button('↑', say.earlier(title), at === 0, () => this.#move(at, -1))} ${button('↓', say.later(title), at === count - 1, () => this.#move(at, 1))}
      ${button('×', say.removeSlide(title), false, () => this.#remove(at))}
    </li>`;
  }

  #add = (): void => {
    const id = this.querySelector<HTMLSelectElement>('.add-slide')!.value;
    this.change({ ...this.programme, slides: [...this.programme.slides, id] });
  };

  #predict = (event: Event): void => this.change({ ...this.programme, predict: (event.target as HTMLInputElement).checked });

  /** The focus goes along with the slide, so that it can be moved further. */
  #move(at: number, by: 1 | -1): void {
    const slides = [...this.programme.slides];
    const [moved] = slides.splice(at, 1);
    slides.splice(at + by, 0, moved!);
    this.change({ ...this.programme, slides });
    void this.#focus(at + by, by === -1 ? 0 : 1);
  }

  #remove(at: number): void {
    this.change({ ...this.programme, slides: this.programme.slides.toSpliced(at, 1) });
    void this.#focus(Math.min(at, this.programme.slides.length - 1), 2);
  }

  async #focus(at: number, button: number): Promise<void> {
    await new Promise((done) => setTimeout(done));
    await this.updateComplete;
    const place = this.querySelectorAll('.slides li')[at]?.querySelectorAll('button')[button];
    (place ?? this.querySelector<HTMLElement>('.add-slide'))?.focus();
  }
}

define('downhill-slide-list', SlideList);
