/** What an embedded lab says beside the lab's own words. */
import type { Language } from '../words/index.ts';

interface EmbeddingWords {
  openPage: string;
  loading: string;
}

export const EMBEDDING_WORDS: Readonly<Record<Language, EmbeddingWords>> = {
  en: { openPage: 'Open in Downhill', loading: 'Loading…' },
  ko: { openPage: 'Downhill에서 열기', loading: '불러오는 중…' },
};
