/** The gallery's words: one typed table a language, both complete by construction. */
import type { Language } from '../../words/index.ts';
import { en } from './en.ts';
import { ko } from './ko.ts';
import type { GalleryWords } from './table.ts';

export type { GalleryWords } from './table.ts';

export const GALLERY_WORDS: Readonly<Record<Language, GalleryWords>> = { en, ko };
