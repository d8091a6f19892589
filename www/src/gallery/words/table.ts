/** What the gallery and the pages of ready presets have to say. Each language fills this in; the compiler refuses a gap. */
import type { Lesson } from '../../words/table.ts';

/** What a ready preset may be about. */
export type TagId =
  | 'learning-rate' | 'momentum' | 'adaptive' | 'conditioning' | 'local-minima' | 'saddle' | 'divergence'
  | 'batch-size' | 'noise' | 'sharpness' | 'generalization' | 'fair-comparison' | 'initial-scale'
  | 'schedules' | 'second-order' | 'differentiation';

export type MinimaReadyId =
  | 'batch-size' | 'fair-loss' | 'fair-polished' | 'fair-tuned' | 'fair-standard' | 'noise-scale' | 'noise-ratio'
  | 'edge' | 'edge-below' | 'sam' | 'sam-standard' | 'rescale' | 'wells';

export interface GalleryWords {
  gallery: string;
  pageTitle: string;
  heading: string;
  intro: (count: number) => string;
  skipToContent: string;

  search: string;
  searchExample: string;
  lab: string;
  everyLab: string;
  subject: string;
  everySubject: string;
  /** Announced after a search. */
  count: (shown: number, all: number) => string;
  nothingFits: string;
  showAll: string;

  tags: Record<TagId, string>;
  /** Where the lab speaks of its presets under the heading of a question, a page of their own has to say more. */
  minima: Record<MinimaReadyId, Lesson>;

  open: string;
  posterOf: (title: string) => string;
  posterNote: string;
  liveHeading: string;
  liveNote: string;
  liveMinimaNote: string;
  liveOf: (title: string) => string;
  linkHeading: string;
  linkNote: string;
  embedHeading: string;
  embedNote: string;
  previous: string;
  next: string;
}
