/** What the labs that play have in common on stage. */
import type { Playback } from '../playback.ts';
import type { Act } from './act.ts';

export function playing(session: Playback): Pick<Act, 'trains' | 'toggle' | 'conceal' | 'reveal'> {
  return {
    trains: false,
    toggle() {
      if (session.isPlaying) session.pause();
      else session.play();
    },
    conceal() {
      session.pause();
      session.seek(0);
    },
    reveal() {
      session.seek(0);
      session.play();
    },
  };
}
