/** A race on stage: who is lowest at its end? */
import { exact } from '../format.ts';
import type { Session } from '../session.ts';
import { lowest } from './act.ts';
import type { Act } from './act.ts';
import { playing } from './playing.ts';

export function raceAct(session: Session): Act {
  return {
    ...playing(session),
    changes: ['race', 'step', 'playing'],
    get isRunning() {
      return session.isPlaying;
    },
    question({ say, language }) {
      const choices = session.namesIn(language);
      return choices.length < 2 ? undefined : { text: say.lowestAfter(exact(session.setup.steps)), choices };
    },
    outcome({ say, language }) {
      if (session.isPlaying || session.step < session.length) return undefined;
      const standings = session.setup.runs.map((_, run) => session.race.standing(run, session.length));
      const start = session.race.standing(0, 0).loss;
      return lowest(standings.map(({ loss, status }) => (status === 'diverged' ? NaN : loss)), start, session.namesIn(language), say);
    },
  };
}
