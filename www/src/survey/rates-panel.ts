/** Learning rates: every runner's lowest loss against its rate; a click takes a rate over. */
import { html, nothing } from 'lit';
import { state } from 'lit/decorators.js';

import { fit } from '../canvas-size.ts';
import type { Size } from '../canvas-size.ts';
import { define } from '../elements/define.ts';
import { PageElement } from '../elements/element.ts';
import { saveButton } from '../elements/save-button.ts';
import { StageSize } from '../elements/stage-size.ts';
import { adopt } from '../elements/styles.ts';
import '../elements/runner-key.ts';
import { short } from '../format.ts';
import type { Picture } from '../picture.ts';
import type { Session } from '../session.ts';
import { SessionController } from '../session-controller.ts';
import { RatePicture, loadSurveyEngine } from './engine.ts';
import type { RateOptions } from './engine.ts';
import { NOTHING, RateSurvey, bestOf, readable, rowsOf } from './rates.ts';
import { take } from './taking.ts';
import { triedOf } from './tuning.ts';
import { SURVEY_WORDS } from './words/index.ts';
import type { SurveyWords } from './words/index.ts';
import surveyCss from './survey.css?inline';

/** How near, in CSS pixels, a click must be to a curve to mean its runner. */
const NEAR_PX = 36;
/** Learning rates in a decade that the arrow keys step through. */
const KEYS_PER_DECADE = 12;

class RatesPanel extends PageElement {
  @state() private failed = false;
  #survey: RateSurvey | undefined;
  #of: Session | undefined;
  #picture: RatePicture | undefined;
  readonly #stage = new StageSize(this, '.chart-stage');
  readonly #redraw = (): void => this.requestUpdate();

  constructor() {
    super();
    new SessionController(this, 'race', 'look', 'tuned');
  }

  override connectedCallback(): void {
    super.connectedCallback();
    adopt(this.getRootNode() as Document | ShadowRoot, [surveyCss]);
    void loadSurveyEngine().then((failure) => {
      this.failed = failure !== undefined;
      this.requestUpdate();
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#forget();
    this.#picture?.free();
    this.#picture = undefined;
  }

  private get say(): SurveyWords {
    return SURVEY_WORDS[this.preferences.language];
  }

  #forget(): void {
    this.#survey?.removeEventListener('rates', this.#redraw);
    this.#survey?.dispose();
    this.#survey = undefined;
  }

  /** The runner whose rates are looked at. */
  get #run(): number {
    return this.session.inspected;
  }

  protected override willUpdate(): void {
    if (this.#of === this.session) return;
    this.#forget();
    this.#of = this.session;
  }

  protected override render() {
    const { session, say, words, failed } = this;
    if (failed) return html`<p class="hint">${say.loadFailed}</p>`;
    const { runs } = session.setup;
    if (runs.length === 0) return html`<p class="hint">${say.noRunner}</p>`;
    const name = session.namesIn(this.preferences.language)[this.#run]!;
    const rate = runs[this.#run]!.params[0]!;
    const [low, high] = this.#survey?.range ?? [1e-5, 10];
    const best = session.race.standing(this.#run, session.setup.steps, undefined).best;
    const progress = this.#survey?.progress ?? 0;
    return html`<section class="chart survey" aria-labelledby="rates-heading">
      <div class="chart-head">
        <h2 id="rates-heading">${say.ratesHeading} <small>${progress < 1 ? say.computing(String(Math.floor(100 * progress))) : ''}</small></h2>
        ${saveButton(this.preferences, say.ratesHeading, () => this.pictures()[0])}
      </div>
      <div
        class="chart-stage tall pick"
        tabindex="0"
        role="slider"
        aria-label=${say.ratesLabel(name)}
        aria-valuemin=${Math.log10(low)}
        aria-valuemax=${Math.log10(high)}
        aria-valuenow=${Math.log10(rate)}
        aria-valuetext=${say.rateValue(short(rate), best === undefined ? words.undefinedHere : short(best))}
        @click=${this.#click}
        @keydown=${this.#key}
      >
        <canvas class="chart-base" aria-hidden="true"></canvas>
      </div>
      ${this.#survey?.failure === undefined ? nothing : html`<p class="reason" role="alert">${say.failed(this.#survey.failure)}</p>`}
      ${this.#table()}
      <p class="hint">${say.ratesHint}</p>
    </section>`;
  }

  #table() {
    const { session, say, preferences } = this;
    const { runs, steps } = session.setup;
    const names = session.namesIn(preferences.language);
    return html`<div class="scroll" tabindex="0" role="group" aria-labelledby="rates-heading">
      <table class="rates-table">
        <thead>
          <tr>
            <th scope="col">${say.runner}</th>
            <th scope="col" class="number">${say.rateNow}</th>
            <th scope="col" class="number">${say.lowestLoss}</th>
            <th scope="col" class="number">${say.bestRate}</th>
            <th scope="col" class="number">${say.lowestLoss}</th>
            <th scope="col" class="number">${say.stepsToTarget}</th>
            <td></td>
          </tr>
        </thead>
        <tbody>
          ${runs.map((runner, run) => {
            const name = names[run]!;
            const { best, reached, divergedAt: diverged } = session.race.standing(run, steps, session.target);
            const now = { lr: runner.params[0]!, best: best ?? NaN, reached, diverged };
            const row = bestOf(this.#survey?.of(run) ?? NOTHING, now);
            const rate = row?.lr;
            return html`<tr>
              <th scope="row"><downhill-runner-key .run=${run} .theme=${this.preferences.theme}></downhill-runner-key> ${name}</th>
              <td class="number">${short(now.lr, 3)}</td>
              <td class="number">${diverged === undefined ? short(now.best, 3) : html`<span class="diverged">${say.diverges}</span>`}</td>
              <td class="number">${rate === undefined ? '' : short(rate, 3)}</td>
              <td class="number">${row === undefined ? '' : short(row.best, 3)}</td>
              <td class="number">${row === undefined ? '' : (row.reached ?? say.notReached)}</td>
              <td>
                ${rate === undefined || rate === now.lr
                  ? nothing
                  : html`<button class="quiet" aria-label="${say.take}: ${say.takeRate(name, short(rate, 3))}" @click=${() => take(session, run, [[0, rate]])}>${say.take}</button>`}
              </td>
            </tr>`;
          })}
        </tbody>
      </table>
    </div>`;
  }

  protected override updated(): void {
    const { size } = this.#stage;
    const canvas = this.querySelector<HTMLCanvasElement>('.chart-base');
    void this.#begin();
    if (size === undefined || canvas === null || this.#survey === undefined) return;
    fit(canvas, size);
    this.#picture?.free();
    this.#picture = new RatePicture(canvas, this.#options(size));
  }

  /** Once the core is there. */
  async #begin(): Promise<void> {
    if ((await loadSurveyEngine()) !== undefined || this.#survey !== undefined || !this.isConnected) return;
    this.#survey = new RateSurvey(this.session);
    this.#survey.addEventListener('rates', this.#redraw);
    this.requestUpdate();
  }

  #options({ width, height }: Size): RateOptions {
    const { session, say, words, preferences } = this;
    const survey = this.#survey!;
    const names = session.namesIn(preferences.language);
    const curves = session.setup.runs.map(({ params }, run) => {
      const { rows, best } = survey.of(run);
      const { best: lowest, divergedAt } = session.race.standing(run, session.setup.steps, undefined);
      // What the race itself came to is known exactly; its own row stands among the others.
      return {
        run,
        label: names[run]!,
        rows,
        current: new Float64Array([params[0]!, divergedAt === undefined ? (lowest ?? NaN) : NaN]),
        tried: triedOf(session, run),
        suitable: best.slice(1),
      };
    });
    return {
      curves,
      rates: survey.range,
      lowest: session.lowest,
      target: session.target,
      selected: this.#run,
      words: [say.rate, words.lossAboveLowest, words.targetWord, say.diverges, say.tooSmall, say.right, say.tooBig],
      width,
      height,
      theme: preferences.theme,
    };
  }

  pictures(): Picture[] {
    const { session, say } = this;
    const { size } = this.#stage;
    const survey = this.#survey;
    if (size === undefined || survey === undefined) return [];
    const draw: Picture['draw'] = (layer) => new RatePicture(layer(), this.#options(size)).free();
    const numbers = () => ({
      columns: ['run', 'lr', 'best_loss', 'reached_at', 'diverged_at'],
      rows: session.setup.runs.flatMap((_, run) =>
        rowsOf(survey.of(run).rows).map(({ lr, best, reached, diverged }) => [run + 1, lr, best, reached ?? '', diverged ?? '']),
      ),
    });
    return [{ id: `${session.setup.f}-rates`, title: say.ratesHeading, size, draw, numbers }];
  }

  /** The runner whose curve is nearest to the pointer, or the selected one, takes the rate below it. */
  #click = (event: MouseEvent): void => {
    const { session } = this;
    const { size } = this.#stage;
    if (this.#picture === undefined || this.#survey === undefined || size === undefined) return;
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
    const [px, py] = [((event.clientX - box.left) * size.width) / box.width, ((event.clientY - box.top) * size.height) / box.height];
    const rate = readable(this.#picture.rateAt(px));
    const distances = session.setup.runs.map((_, run) => {
      const near = rowsOf(this.#survey!.of(run).rows).filter(({ diverged }) => diverged === undefined);
      return Math.min(Infinity, ...near.map(({ lr, best }) => {
        const [x, y] = this.#picture!.place(lr, best);
        return Math.hypot(x! - px, y! - py);
      }));
    });
    const nearest = distances.indexOf(Math.min(...distances));
    const run = distances[nearest]! <= NEAR_PX ? nearest : this.#run;
    if (run !== session.inspected) session.lookCloser({ runner: run });
    take(session, run, [[0, rate]]);
  };

  #key = (event: KeyboardEvent): void => {
    const [low, high] = this.#survey?.range ?? [1e-5, 10];
    const run = this.#run;
    const rate = this.session.setup.runs[run]!.params[0]!;
    const step = 10 ** (1 / KEYS_PER_DECADE);
    const to: Record<string, number> = {
      ArrowRight: rate * step,
      ArrowUp: rate * step,
      ArrowLeft: rate / step,
      ArrowDown: rate / step,
      PageUp: rate * 10,
      PageDown: rate / 10,
      Home: low,
      End: high,
    };
    const next = to[event.key];
    if (next === undefined) return;
    event.preventDefault();
    take(this.session, run, [[0, readable(Math.min(high, Math.max(low, next)))]]);
  };
}

define('downhill-rates-panel', RatesPanel);
