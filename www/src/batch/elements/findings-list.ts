/** What the run shows, sentence by sentence, every number read from it; and the remark that keeps it honest. */
import { html, nothing } from 'lit';

import { define } from '../../elements/define.ts';
import { short } from '../../format.ts';
import { SessionController } from '../../session-controller.ts';
import type { BatchStanding, Comparison } from '../engine.ts';
import { contenderNames } from '../names.ts';
import type { DataId } from '../words/table.ts';
import { BatchElement } from './batch-element.ts';

/** The share of updates that raise the loss from which on a run counts as shaken by noise. */
const RESTLESS = 0.25;

class FindingsList extends BatchElement {
  constructor() {
    super();
    new SessionController(this, 'setup', 'step', 'ready', 'computed', 'playing');
  }

  /** Numbers that change at every frame cannot be read, and some take a walk over the whole run. */
  protected override get calm(): number {
    return 150;
  }

  protected override render() {
    const { session, say } = this;
    const { comparison, setup } = session;
    if (comparison === undefined) return nothing;
    const remark = this.#isUsual(comparison) ? say.remark[setup.data as DataId] : undefined;
    return html`<section class="findings" aria-labelledby="findings-heading">
      <h2 id="findings-heading">${say.findings}</h2>
      <ul>
        ${this.#findings(comparison).map((finding) => html`<li>${finding}</li>`)}
      </ul>
      ${remark === undefined ? nothing : html`<p class="remark">${remark}</p>`}
    </section>`;
  }

  /** Whether what is remarked of the problem holds: it was written about sound runs from the wrong side, without noise in targets. */
  #isUsual(comparison: Comparison): boolean {
    const { setup, contenders, step } = this.session;
    const isSound = contenders.every((_, contender) => comparison.standing(contender, step).divergedAt === undefined);
    return setup.data !== 'own' && (setup.data === 'diabetes' || (isSound && setup.noise === 0 && !comparison.startsThere));
  }

  #findings(comparison: Comparison): string[] {
    const { session, say } = this;
    const { step, setup } = session;
    const names = contenderNames(session, say);
    const all = names.map((name, contender) => ({ name, contender, standing: comparison.standing(contender, step) }));
    const diverged = all.flatMap(({ name, standing: { divergedAt } }) => (divergedAt === undefined ? [] : [say.findDiverged(name, String(divergedAt))]));
    const sound = all.filter(({ standing }) => standing.divergedAt === undefined);
    if (setup.data === 'valley') {
      const errors = sound.map(({ contender }) => comparison.lawError(contender, step)).filter((error) => !Number.isNaN(error));
      const law = errors.length === 0 ? [] : [say.findLaw(short(Math.max(...errors), 2))];
      return [
        ...diverged,
        ...sound.map(({ name, contender }) => {
          const [sharpness, , loss] = comparison.valleyMeans(contender, step);
          return say.findSharpness(name, short(sharpness!, 4), short(loss!, 4));
        }),
        ...law,
        ...(setup.replicas > 0 ? [say.findSharpnessOf(String(setup.replicas))] : []),
      ];
    }
    const goal = session.data?.goal;
    if (setup.replicas > 0 && goal !== undefined) {
      if (comparison.startsThere) return [...diverged, say.startsThere];
      const arrived = all.map(({ name, contender }) => {
        const [count, replicas] = comparison.arrivals(contender, step) as unknown as [number, number];
        return say.findArrived[goal](name, String(count), String(replicas), short((100 * count) / replicas, 3));
      });
      return [...diverged, ...arrived];
    }
    const bound = comparison.curvature === undefined || diverged.length === 0 ? [] : [say.findStable(short(2 / comparison.curvature, 3))];
    return [...diverged, ...bound, ...sound.flatMap(({ name, contender, standing }) => this.#course(name, standing, comparison.angles(contender, step)))];
  }

  /** What became of one contender, in one sentence; the excess over the last quarter only of runs that noise shakes. */
  #course(name: string, { raised, floor, spread, reached }: BatchStanding, angles: ArrayLike<number>): string[] {
    const { say } = this;
    if (raised === undefined) return [];
    const parts = [say.findRaised(short(100 * raised, 3))];
    if (floor !== undefined && spread !== undefined && raised > RESTLESS) parts.push(say.findTail(short(floor, 2), short(spread, 2)));
    if (reached !== undefined && reached > 0) parts.push(say.findReached(String(reached)));
    if (angles.length > 0) {
      const [mean, deviation] = [angles[0]!, angles[1]!].map((angle) => (angle < 0.05 ? '0' : short(angle, 3)));
      parts.push(say.findAngle(mean!, deviation!));
    }
    return [`${name}: ${parts.join(say.and)}.`];
  }
}

define('downhill-findings-list', FindingsList);
