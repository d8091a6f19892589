/** The panels below a race: each is fetched when it is opened for the first time. */
import type { PanelId } from '../engine.ts';

export interface PanelSource {
  id: PanelId;
  /** The panel's element: an element over the race's session. */
  tag: string;
  /** Registers the element. */
  load: () => Promise<unknown>;
}

/** In the order in which they are offered. */
export const PANELS: readonly PanelSource[] = [
  { id: 'inside', tag: 'downhill-inside-panel', load: () => import('../inside/panel.ts') },
  { id: 'derivatives', tag: 'downhill-derivatives-panel', load: () => import('../derivatives/panel.ts') },
  { id: 'rates', tag: 'downhill-rates-panel', load: () => import('../survey/rates-panel.ts') },
  { id: 'basins', tag: 'downhill-basins-panel', load: () => import('../survey/basins-panel.ts') },
  { id: '3d', tag: 'downhill-solid-panel', load: () => import('../solid/panel.ts') },
];
