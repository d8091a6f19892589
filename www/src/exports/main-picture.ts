/** The picture that stands for a lab. */
import type { LabId } from '../lab.ts';
import type { Picture, Pictured } from '../picture.ts';
import type { Preferences } from '../preferences.ts';
import { sheet } from './sheet.ts';

/** The pictures that a lab is about, the most telling first: a panel that is a picture stands in the map's place, as in `downhill render`. */
const MAIN = [
  'downhill-rates-panel',
  'downhill-basins-panel',
  'downhill-solid-panel',
  'downhill-race-map',
  'downhill-batch-panels',
  'downhill-wells-panel',
  'downhill-rescale-panel',
  'downhill-solution-panels',
  'downhill-scatter-chart',
  'downhill-course-chart',
];

/** The first of the lab's pictures that is there; panels side by side. */
export function mainPicture(root: ParentNode, lab: LabId, preferences: Preferences): Picture | undefined {
  const [pictures] = MAIN.flatMap((name) => [...root.querySelectorAll<Pictured>(name)])
    .map((element) => element.pictures())
    .filter(({ length }) => length > 0);
  return pictures === undefined ? undefined : sheet(pictures, lab, preferences.words.labNames[lab], preferences.theme);
}
