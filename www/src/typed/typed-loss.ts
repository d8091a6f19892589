/** The field in which a loss is typed: the surface follows, and what is wrong is pointed at. */
import { html, nothing } from 'lit';

import { define } from '../elements/define.ts';
import { PageElement } from '../elements/element.ts';
import { adopt } from '../elements/styles.ts';
import { checkExpression } from '../engine.ts';
import type { ExpressionRefusal } from '../engine.ts';
import { short } from '../format.ts';
import { SessionController } from '../session-controller.ts';
import { Chosen } from './chosen.ts';
import css from './typed.css?inline';
import { TYPED_WORDS } from './words/index.ts';

/** Starting points: a valley that bends, egg boxes in a bowl, a kink, a logarithm with an edge, one well in a plain, a pole. */
const EXAMPLES = [
  '(x^2+y-7)^2/20',
  'sin(2*x)*cos(2*y)+(x^2+y^2)/10',
  'abs(x)+2*abs(y-x)',
  'ln(x)^2+(y-1)^2',
  '-exp(-x^2-y^2)',
  'x*y+1/x+1/y',
];

/** What a field keeps free behind its text for the cursor, and more. */
const ROOM = 4;

class TypedLossField extends PageElement {
  readonly #chosen = new Chosen();
  #frame: number | undefined;

  constructor() {
    super();
    new SessionController(this, 'race', 'formula');
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.classList.add('typed-loss');
    adopt(this.getRootNode() as Document | ShadowRoot, [css]);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#frame = undefined;
  }

  override focus(): void {
    void this.updateComplete.then(() => this.querySelector('input')?.focus());
  }

  protected override render() {
    const say = TYPED_WORDS[this.preferences.language];
    const { session } = this;
    const text = session.mistyped ?? session.setup.expr ?? '';
    const refusal = session.mistyped === undefined ? undefined : checkExpression(session.mistyped).error;
    return html`<div class="entry">
        <label for="typed-loss"><span aria-hidden="true"><i>f</i>(<i>x</i>, <i>y</i>) =</span><span class="visually-hidden">${say.label}</span></label>
        <input
          id="typed-loss"
          type="text"
          maxlength="600"
          autocomplete="off"
          autocapitalize="none"
          spellcheck="false"
          .value=${text}
          aria-invalid=${refusal === undefined ? 'false' : 'true'}
          aria-describedby="typed-loss-said"
          @input=${this.#typed}
          @scroll=${this.#follow}
        />
        ${refusal === undefined ? nothing : html`<pre class="pointer" aria-hidden="true">${pointer(refusal, text)}</pre>`}
        <p id="typed-loss-said" class=${refusal === undefined ? 'fine' : 'reason'} role="status">${refusal === undefined ? this.#found() : say.refused(refusal)}</p>
      </div>
      <p class="hint">${say.hint}</p>
      <div class="examples">
        <h3 id="typed-examples">${say.examples}</h3>
        <ul aria-labelledby="typed-examples">
          ${EXAMPLES.map((example) => html`<li><button @click=${() => this.#show(example)}>${example}</button></li>`)}
        </ul>
      </div>`;
  }

  protected override updated(): void {
    this.#follow();
  }

  #found(): string {
    const say = TYPED_WORDS[this.preferences.language];
    const { setup, surface } = this.session;
    if (setup.expr === undefined) return '';
    const { minima } = surface;
    return minima.length === 0 ? say.noMinimum : say.found(minima.length, short(Math.min(...minima.map(({ value }) => value))));
  }

  /** A frame at most a surface, however fast somebody types. */
  #typed = (): void => {
    if (this.#frame !== undefined) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = undefined;
      this.#take(this.querySelector('input')!.value);
    });
  };

  /** Takes over a formula that can be read; of another the last good surface stays. */
  #take(text: string): void {
    const { session } = this;
    const { setup } = session;
    const { loss } = checkExpression(text);
    if (loss === undefined) session.mistype(text);
    else if (loss.text === setup.expr) session.mistype(undefined);
    else if (setup.expr === undefined && !session.awaitsFormula) this.#show(text);
    else {
      const { home, ...kept } = this.#chosen.carry(session, loss);
      session.begin({ ...setup, ...kept, f: 'typed', expr: loss.text }, setup.expr === undefined ? 'push' : 'replace', home);
    }
  }

  /** Another formula altogether, which brings its own start and view. */
  #show(text: string): void {
    const { setup } = this.session;
    const loss = checkExpression(text).loss!;
    this.session.begin({ ...setup, f: 'typed', expr: loss.text, from: loss.start, view: loss.view, target: undefined }, setup.expr === undefined ? 'push' : 'replace');
  }

  /** The pointer stays below its column when a long formula is scrolled. */
  #follow = (): void => {
    const mark = this.querySelector('.pointer');
    if (mark !== null) mark.scrollLeft = this.querySelector('input')!.scrollLeft;
  };
}

/** A line with marks below the columns that an error is about: longer than the text, so that it can be scrolled as far. */
function pointer({ column, length }: ExpressionRefusal, text: string): string {
  const marked = ' '.repeat(column - 1) + '^'.repeat(Math.max(1, length));
  return marked.padEnd(text.length + ROOM);
}

define('downhill-typed-loss', TypedLossField);
