/** What an embedded lab says beside the lab's own words. */
import type { Language } from '../words/index.ts';

interface EmbeddingWords {
  openPage: string;
  /** Where not even the code that knows the other words came. */
  failed: string;
}

export const EMBEDDING_WORDS: Readonly<Record<Language, EmbeddingWords>> = {
  en: { openPage: 'Open in Downhill', failed: 'Downhill could not be loaded.' },
  ko: { openPage: 'Downhill에서 열기', failed: 'Downhill을 불러오지 못했습니다.' },
};
