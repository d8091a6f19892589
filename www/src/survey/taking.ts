/** Taking over what a survey shows: hyper-parameters of a runner. */
import type { Entry } from '../lab.ts';
import type { Session } from '../session.ts';

/** Gives a runner other values of some of its parameters, by index, if the setup stays sound. */
export function take(session: Session, run: number, values: readonly [param: number, value: number][], entry: Entry = 'replace'): boolean {
  const runs = session.setup.runs.map((runner, at) => {
    if (at !== run) return runner;
    const params = [...runner.params];
    for (const [param, value] of values) params[param] = value;
    return { ...runner, params };
  });
  if (session.check({ ...session.setup, runs }).length > 0) return false;
  session.change({ runs }, entry);
  return true;
}
