/** The visitor's own data: dropped, chosen or pasted, read here, sent nowhere. */
import { html, nothing } from 'lit';
import { state } from 'lit/decorators.js';

import { define } from '../../elements/define.ts';
import { SessionController } from '../../session-controller.ts';
import { CsvTable } from '../engine.ts';
import type { CsvProblem } from '../words/table.ts';
import { BatchElement } from './batch-element.ts';

class OwnData extends BatchElement {
  @state() private text = '';
  @state() private reason: string | undefined;
  @state() private isOver = false;
  /** Whether the form is open although there is data already. */
  @state() private isAsking = false;

  constructor() {
    super();
    new SessionController(this, 'setup', 'data');
  }

  protected override render() {
    const { session, say } = this;
    const { own } = session;
    return html`<section class="own">
      <h2>${say.own}</h2>
      ${own === undefined || this.isAsking ? this.#form() : this.#table()}
      <p class="hint">${say.ownStays}</p>
    </section>`;
  }

  #form() {
    const { say, reason } = this;
    return html`<div
      class=${this.isOver ? 'drop over' : 'drop'}
      @dragover=${this.#over}
      @dragleave=${() => (this.isOver = false)}
      @drop=${this.#drop}
    >
      <p>${say.ownDrop}</p>
      <label class="file"><span class="visually-hidden">${say.ownFile}</span><input type="file" accept=".csv,.tsv,.txt,text/csv,text/plain" @change=${this.#pick} /></label>
      <label>
        <span class="visually-hidden">${say.ownPaste}</span>
        <textarea
          rows="6"
          spellcheck="false"
          placeholder=${say.ownExample}
          .value=${this.text}
          aria-invalid=${String(reason !== undefined)}
          aria-describedby=${reason === undefined ? nothing : 'own-reason'}
          @input=${(event: Event) => (this.text = (event.target as HTMLTextAreaElement).value)}
        ></textarea>
      </label>
      ${reason === undefined ? nothing : html`<p class="reason" id="own-reason" role="alert">${reason}</p>`}
      <div class="own-buttons">
        <button class="primary small" @click=${() => this.#read(this.text)}>${say.ownRead}</button>
        ${this.session.own === undefined ? nothing : html`<button class="quiet" @click=${() => this.#ask(false)}>${say.ownBack}</button>`}
      </div>
      <p class="hint">${say.ownHint}</p>
    </div>`;
  }

  #table() {
    const { session, say, reason } = this;
    const own = session.own!;
    const target = own.columns[own.target]!;
    return html`<p>${say.ownLoaded(String(own.rows), String(own.columns.length))} ${own.isBinary ? say.ownClasses(target) : say.ownRegression(target)}</p>
      <label class="choice-field">
        <span>${say.ownTarget}</span>
        <select @change=${(event: Event) => this.#take(own.withTarget(Number((event.target as HTMLSelectElement).value)))}>
          ${own.columns.map((name, index) => html`<option value=${index} ?selected=${index === own.target}>${name}</option>`)}
        </select>
      </label>
      ${reason === undefined ? nothing : html`<p class="reason" role="alert">${reason}</p>`}
      <button class="quiet" @click=${() => this.#ask(true)}>${say.ownOther}</button>`;
  }

  #over = (event: DragEvent): void => {
    event.preventDefault();
    this.isOver = true;
  };

  #drop = (event: DragEvent): void => {
    event.preventDefault();
    this.isOver = false;
    const file = event.dataTransfer?.files[0];
    if (file !== undefined) void this.#load(file);
    else this.#read(event.dataTransfer?.getData('text/plain') ?? '');
  };

  #pick = (event: Event): void => {
    const file = (event.target as HTMLInputElement).files?.[0];
    if (file !== undefined) void this.#load(file);
  };

  async #load(file: File): Promise<void> {
    this.#read(await file.text());
  }

  /** Reads a text; what cannot be read stays in the field, with the reason. */
  #read(text: string): void {
    this.text = text;
    try {
      this.#take(new CsvTable(text));
    } catch (error) {
      this.reason = this.#reasonFor(error);
    }
  }

  /** Takes a table over if something can be learned from it. */
  #take(table: CsvTable): void {
    // Where there is data, another element of this kind takes this one's place, at once.
    const root = this.getRootNode();
    try {
      this.session.bring(table);
      this.#ask(false, root);
    } catch (error) {
      this.reason = this.#reasonFor(error);
    }
  }

  /** Opens the form or leaves it; the keyboard's focus goes to what has taken its place. */
  #ask(isAsking: boolean, root = this.getRootNode()): void {
    this.reason = undefined;
    this.isAsking = isAsking;
    void this.updateComplete.then(() => {
      const place = (root as Document | ShadowRoot).querySelector<HTMLElement>(isAsking ? 'downhill-own-data textarea' : 'downhill-own-data select');
      place?.focus({ preventScroll: true });
    });
  }

  /** What is wrong with a table, in the reader's language; any other mistake is ours and goes on. */
  #reasonFor(error: unknown): string {
    const problem = (error as { csv?: CsvProblem }).csv;
    if (problem === undefined) throw error;
    return this.say.csv(problem);
  }
}

define('downhill-own-data', OwnData);
