/** A race as a program for PyTorch: written by the core, in a wasm file of its own that is fetched for this. */
import init, { pytorchScript } from '../../pkg/script/downhill_script.js';
import address from '../../pkg/script/downhill_script_bg.wasm?url';

import { opened } from '../resource.ts';

/** The script of a link; the same that the command line prints. */
export async function scriptOf(link: string): Promise<string> {
  await init({ module_or_path: opened(address) });
  return pytorchScript(link);
}
