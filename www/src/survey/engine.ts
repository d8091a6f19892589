/** The compiled core of the surveys, loaded when one is opened; its module is what workers are given. */
import init from '../../pkg/survey/downhill_survey.js';
import address from '../../pkg/survey/downhill_survey_bg.wasm?url';

import { loadCore } from '../core-loading.ts';
import type { LoadFailure } from '../core-loading.ts';
import { opened } from '../resource.ts';

export { RatePicture, SurveyPicture, SurveyTask } from '../../pkg/survey/downhill_survey.js';
export type { RateCurve, RateOptions, SurveyAxis, SurveyOptions, SurveyRequest } from '../../pkg/survey/downhill_survey.js';

let compiled: WebAssembly.Module | undefined;

/** Loads the core, once. */
export function loadSurveyEngine(): Promise<LoadFailure | undefined> {
  return loadCore('survey', async () => {
    const response = await opened(address);
    // Not streamed: a server that does not know what wasm is would stop it.
    compiled = await WebAssembly.compile(await response.arrayBuffer());
    await init({ module_or_path: compiled });
  });
}

/** The compiled module, once the core is loaded. */
export function engineModule(): WebAssembly.Module {
  return compiled!;
}
