/** What is said around the panels below a race, in English. */
import type { CloserWords } from './table.ts';

export const en: CloserWords = {
  heading: 'Look closer',
  hint: 'Open a panel: all of them show the race above, computed as you change it.',
  panels: {
    inside: { name: 'Inside the rule', sentence: 'What the selected runner’s rule does at the shown step, with its numbers.' },
    derivatives: { name: 'Derivatives', sentence: 'How the gradient comes about, operation by operation, without anybody deriving a formula.' },
    rates: { name: 'Learning rates', sentence: 'The best loss within the budget, for every learning rate: too small, right, too big.' },
    basins: { name: 'Basins', sentence: 'Every pixel is a run that starts there: its color is the minimum it reaches, its brightness how fast.' },
    '3d': { name: '3-D', sentence: 'The same surface in space, with the trajectories on it. Drag it, or use the arrow keys.' },
  },
};
