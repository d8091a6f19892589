/** A comparison of batches on stage: who is lowest at its end? */
import { contenderNames } from '../batch/names.ts';
import type { BatchSession } from '../batch/session.ts';
import { BATCH_WORDS } from '../batch/words/index.ts';
import { lowest } from './act.ts';
import type { Act } from './act.ts';
import { playing } from './playing.ts';

export function batchAct(session: BatchSession): Act {
  return {
    ...playing(session),
    changes: ['setup', 'step', 'playing', 'ready', 'computed'],
    get isRunning() {
      return session.isPlaying;
    },
    question({ say, language }) {
      const choices = contenderNames(session, BATCH_WORDS[language]);
      return choices.length < 2 || session.comparison === undefined ? undefined : { text: say.lowestAtEnd, choices };
    },
    outcome({ say, language }) {
      const { comparison, length } = session;
      if (comparison === undefined || session.isPlaying || session.isComputing || session.step < length) return undefined;
      const standings = session.contenders.map((_, contender) => comparison.standing(contender, length));
      const losses = standings.map(({ loss, divergedAt }) => (divergedAt === undefined ? loss : NaN));
      return lowest(losses, comparison.standing(0, 0).loss, contenderNames(session, BATCH_WORDS[language]), say);
    },
  };
}
