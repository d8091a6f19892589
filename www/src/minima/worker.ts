/** A worker of the Minima lab: an instance of its own of the module that the page compiled. */
import { DigitsData, initSync } from '../../pkg/minima/downhill_minima.js';

import { serve } from '../pool/serve.ts';
import type { Scope } from '../pool/serve.ts';
import { computeWith } from './computation.ts';

/** What a worker needs before it can compute. */
export interface Greeting {
  module: WebAssembly.Module;
  digits: string;
}

serve(self as unknown as Scope, (greeting) => {
  const { module, digits } = greeting as Greeting;
  initSync({ module });
  return computeWith(new DigitsData(digits));
});
