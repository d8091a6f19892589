/** A worker of the surveys: an instance of its own of the module that the page compiled. */
import { initSync } from '../../pkg/survey/downhill_survey.js';

import { serve } from '../pool/serve.ts';
import type { Scope } from '../pool/serve.ts';
import { survey } from './computation.ts';

serve(self as unknown as Scope, (module) => {
  initSync({ module: module as WebAssembly.Module });
  return survey;
});
