/** What is said around the panels below a race. */
import type { PanelId } from '../../engine.ts';

export interface CloserWords {
  heading: string;
  /** While no panel is open. */
  hint: string;
  panels: Record<PanelId, { name: string; sentence: string }>;
}
