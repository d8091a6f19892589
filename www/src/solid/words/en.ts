/** The words of blocks, in English. */
import type { SolidWords } from './table.ts';

export const en: SolidWords = {
  label: (title) => `${title} as a surface in three dimensions`,
  hint: 'Drag to turn it. The arrow keys turn it too; Home goes back to the first side.',
  height: 'Height',
  loss: 'loss',
  turnLeft: 'Turn to the left',
  turnRight: 'Turn to the right',
  raise: 'Look from higher up',
  lower: 'Look from lower down',
  reset: 'Reset',
  seen: (yaw, pitch) => `Turned by ${yaw}°, seen from ${pitch}° above the ground.`,
  loading: 'The surface is coming …',
  failed: 'The surface did not load. Close this panel and open it again to try once more.',
  note: (isLog) =>
    `${isLog ? 'Height follows the colours of the map: equal steps of colour are equal steps of height.' : 'Height is in proportion to the loss.'} What the surface hides is drawn thin, or as a hollow mark.`,
  map: 'Map',
  solid: '3-D',
  shownAs: 'How the planes are shown',
};
