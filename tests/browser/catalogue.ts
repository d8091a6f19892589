/** What the static pages were made from: the catalogue, as `downhill list --format json` printed it. */
import { readFileSync } from 'node:fs';

import type { Page } from '@playwright/test';

interface Listed {
  id: string;
  lab: 'race' | 'batch' | 'minima';
  link: string;
  tags: string[];
}

const text = readFileSync(new URL('../../www/src/generated/catalogue.json', import.meta.url), 'utf8');

/** Every ready preset. */
export const PRESETS: readonly Listed[] = (JSON.parse(text) as { presets: Listed[] }).presets;

/** Puts something simple where pages show an embed, which is tested elsewhere. */
export async function withoutEmbed(page: Page): Promise<void> {
  await page.route('**/embed/**', (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html><html lang="en"><title>embed</title><p>embed' }));
}
