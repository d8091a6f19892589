/** Networks on stage: which does better on new data? */
import { short } from '../format.ts';
import { compare, extremes, SIGNIFICANT } from '../minima/compare.ts';
import { pValue, runNames } from '../minima/names.ts';
import type { MinimaSession } from '../minima/session.ts';
import { MINIMA_WORDS } from '../minima/words/index.ts';
import type { Act } from './act.ts';

/** Questions in which runs compete: the others show something that nobody wins. */
const COMPETING: readonly string[] = ['batch-size', 'fair', 'noise-scale', 'sam'];

export function minimaAct(session: MinimaSession): Act {
  const pair = () => (COMPETING.includes(session.setup.experiment) ? extremes(session) : undefined);
  const train = (): void => {
    if (!session.isTraining && !session.isTrained) void session.train();
  };
  return {
    trains: true,
    changes: ['setup', 'training', 'results'],
    get isRunning() {
      return session.isTraining;
    },
    toggle() {
      if (session.isTraining) session.cancel();
      else train();
    },
    // What is trained already is only covered: training again would take the time of the audience.
    conceal() {},
    reveal: train,
    question({ say, language }) {
      const two = pair();
      if (two === undefined) return undefined;
      const names = runNames(session, MINIMA_WORDS[language]);
      return { text: say.generalizes, choices: [names[two.first]!, names[two.second]!, say.noDifference] };
    },
    outcome({ say, language }) {
      const two = pair();
      if (two === undefined || session.isTraining || !session.isTrained) return undefined;
      const { mean, p, pairs } = compare(session, two, 'testAccuracy');
      if (pairs < 2) return { text: say.oneSeed, right: [] };
      if (!(p < SIGNIFICANT)) return { text: say.noClear(pValue(p)), right: [2] };
      const winner = mean > 0 ? two.second : two.first;
      const name = runNames(session, MINIMA_WORDS[language])[winner]!;
      return { text: say.better(name, short(100 * Math.abs(mean), 3), pValue(p)), right: [mean > 0 ? 1 : 0] };
    },
  };
}
