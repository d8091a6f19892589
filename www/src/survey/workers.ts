/** The workers of the surveys, made when something is to be computed. */
import { WorkPool } from '../pool/pool.ts';
import type { Session } from '../session.ts';
import { survey } from './computation.ts';
import type { Finding } from './computation.ts';
import { engineModule } from './engine.ts';
import type { SurveyRequest } from './engine.ts';
import SurveyWorker from './worker.ts?worker&inline';

export type SurveyPool = WorkPool<SurveyRequest, Finding, Finding>;

let pool: SurveyPool | undefined;

/** Once the core is loaded. */
export function surveyPool(): SurveyPool {
  pool ??= new WorkPool<SurveyRequest, Finding, Finding>({
    spawn: () => new SurveyWorker(),
    greeting: engineModule(),
    local: () => survey,
  });
  return pool;
}

const followed = new WeakSet<Session>();

/** Lets a session's tasks rest whenever nobody sees it, and at once if nobody does: a panel may come after its reader has gone. */
export function restWith(session: Session): void {
  if (followed.has(session)) return;
  followed.add(session);
  const own = surveyPool();
  session.addEventListener('rest', () => own.rest(session));
  session.addEventListener('wake', () => own.wake(session));
  if (session.isResting) own.rest(session);
}
