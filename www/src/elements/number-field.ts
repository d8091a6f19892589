/** A field for an exact number. A refused entry stays to be mended, with the reason beside it; the race keeps the old one. */
import { LitElement, html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';

import { exact } from '../format.ts';
import { define } from './define.ts';

let count = 0;

export class NumberField extends LitElement {
  @property() label = '';
  /** Written before the field; the label itself if empty. */
  @property() symbol = '';
  @property({ attribute: false }) value: number | undefined;
  @property() placeholder = '';
  /** Takes over what was typed, or says why not. */
  @property({ attribute: false }) accept: (text: string) => string | undefined = () => undefined;
  @state() private refused: { text: string; reason: string } | undefined;
  readonly #id = `number-${(count += 1)}`;

  protected override createRenderRoot(): this {
    return this;
  }

  /** A value that comes from elsewhere replaces whatever was refused. */
  protected override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('value') && this.hasUpdated) this.refused = undefined;
  }

  protected override render() {
    const { refused } = this;
    return html`<label for=${this.#id} class=${this.symbol === '' ? '' : 'symbol'}>
        ${this.symbol === '' ? this.label : html`<span aria-hidden="true">${this.symbol}</span><span class="visually-hidden">${this.label}</span>`}
      </label>
      <input
        id=${this.#id}
        type="text"
        inputmode="decimal"
        autocomplete="off"
        spellcheck="false"
        placeholder=${this.placeholder}
        .value=${refused?.text ?? this.#written()}
        aria-invalid=${refused === undefined ? 'false' : 'true'}
        aria-describedby=${refused === undefined ? nothing : `${this.#id}-reason`}
        @change=${this.#change}
        @keydown=${this.#key}
      />
      ${refused === undefined ? nothing : html`<p class="reason" id="${this.#id}-reason" role="alert">${refused.reason}</p>`}`;
  }

  #change = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    const text = input.value;
    const reason = this.accept(text);
    this.refused = reason === undefined ? undefined : { text, reason };
    // What was accepted is written as the number is, even if that number was there before.
    if (reason === undefined) void this.updateComplete.then(() => (input.value = this.#written()));
  };

  /** Escape takes back what was not accepted. */
  #key = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    this.refused = undefined;
    (event.target as HTMLInputElement).value = this.#written();
  };

  #written(): string {
    return this.value === undefined ? '' : exact(this.value);
  }
}

define('downhill-number-field', NumberField);
