/** A text to copy: a field that shows all of it, a button, and what came of pressing it. */
import { LitElement, html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';

import { define } from '../../elements/define.ts';
import { copyFrom, copyKeys } from '../copying.ts';
import type { ShareWords } from '../words/index.ts';

export class SnippetField extends LitElement {
  @property({ attribute: false }) say!: ShareWords;
  @property() label = '';
  @property() text = '';
  /** What the button says. */
  @property() action = '';
  /** The one that a dialog is opened for. */
  @property({ type: Boolean }) main = false;
  @state() private outcome: 'copied' | 'by-hand' | undefined;

  protected override createRenderRoot(): this {
    return this;
  }

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('text')) this.outcome = undefined;
  }

  protected override render() {
    const { say, label, outcome } = this;
    return html`<label class="snippet">
        <span>${label}</span>
        <textarea readonly rows=${this.main ? 2 : 4} spellcheck="false" .value=${this.text}></textarea>
      </label>
      <div class="snippet-foot">
        <button class=${this.main ? 'primary' : 'primary small'} ?autofocus=${this.main} aria-label=${this.main ? nothing : `${say.copy}: ${label}`} @click=${this.#copy}>
          ${this.action || say.copy}
        </button>
        <p role="status">${outcome === 'copied' ? say.copied : outcome === 'by-hand' ? say.pressKeys(copyKeys()) : nothing}</p>
      </div>`;
  }

  #copy = async (): Promise<void> => {
    this.outcome = undefined;
    await this.updateComplete;
    this.outcome = (await copyFrom(this.querySelector('textarea')!)) ? 'copied' : 'by-hand';
  };
}

define('downhill-snippet-field', SnippetField);
