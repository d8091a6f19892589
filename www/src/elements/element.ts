/** What the page's elements share: they live in the page's own tree (one style sheet for all) and know its words. */
import { LitElement } from 'lit';
import { property } from 'lit/decorators.js';

import type { Preferences } from '../preferences.ts';
import type { Session } from '../session.ts';
import type { Words } from '../words/index.ts';

/** An element over a session: the race's, unless it says otherwise. */
export class PageElement<S = Session> extends LitElement {
  @property({ attribute: false }) session!: S;
  /** Of the elements that show them. */
  @property({ attribute: false }) preferences!: Preferences;
  /** Set anew when the language changes, so that every element says everything again. */
  @property({ attribute: false }) words!: Words;

  readonly #redraw = (): void => this.requestUpdate();

  /** A theme changes no property of an element, yet pictures and labels show it. */
  override connectedCallback(): void {
    super.connectedCallback();
    this.preferences?.addEventListener('change', this.#redraw);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.preferences?.removeEventListener('change', this.#redraw);
  }

  protected override createRenderRoot(): this {
    return this;
  }
}
