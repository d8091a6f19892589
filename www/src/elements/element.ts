/** What the page's elements share: they live in the page's own tree (one style sheet for all) and know its words. */
import { LitElement } from 'lit';
import { property } from 'lit/decorators.js';

import type { Preferences } from '../preferences.ts';
import type { Session } from '../session.ts';
import type { Words } from '../words/index.ts';

export class PageElement extends LitElement {
  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) preferences!: Preferences;
  /** Set anew when the language changes, so that every element says everything again. */
  @property({ attribute: false }) words!: Words;

  protected override createRenderRoot(): this {
    return this;
  }
}
