/** The fixture's worker. */
import { initSync } from '../../../www/pkg/race/downhill_race.js';
import { serve } from '../../../www/src/pool/serve.ts';
import { begin } from './orders.ts';

/** What the fixture greets its workers with. */
export interface Greeting {
  module: WebAssembly.Module;
  manners: 'good' | 'refusing' | 'mute';
}

serve(self, (greeting) => {
  const { module, manners } = greeting as Greeting;
  if (manners === 'refusing') throw new Error('no work today');
  if (manners === 'mute') return new Promise<never>(() => {});
  initSync({ module });
  return begin;
});
