/** Opens the share dialog over the page. */
import { adopt } from '../elements/styles.ts';
import type { LabId } from '../lab.ts';
import panelsCss from '../panels.css?inline';
import type { Programme } from '../presenter/present.ts';
import type { Language } from '../words/index.ts';
import { ShareDialog } from './elements/share-dialog.ts';
import { coreOf } from './ready-presets.ts';
import shareCss from './share.css?inline';

export async function openShare(lab: LabId, link: string, pageLanguage: Language, present: (programme: Programme) => void): Promise<void> {
  const core = await coreOf(lab);
  // Two presses, one dialog.
  if (document.querySelector('downhill-share-dialog') !== null) return;
  adopt(document, [panelsCss, shareCss]);
  const dialog = new ShareDialog();
  dialog.sharing = { lab, link, core, pageLanguage, present };
  document.body.append(dialog);
}
