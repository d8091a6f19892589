/** The table in the documentation says what the tests have just found out. `WRITE_GOLDENS=1` writes it anew. */
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { expect, test } from '@playwright/test';

import { kept } from './findings.ts';
import { table } from './table.ts';

const PAGE = fileURLToPath(new URL('../../docs/hosts.md', import.meta.url));
const BETWEEN = /(?<=<!-- Written by tests\/hosts\. -->\n\n)[^]*(?=\n\n<!-- End of what is written\. -->)/;

test('the documentation has what the hosts showed', async () => {
  const made = table(await kept());
  const page = await readFile(PAGE, 'utf8');
  expect(page).toMatch(BETWEEN);
  if (process.env['WRITE_GOLDENS'] === '1') await writeFile(PAGE, page.replace(BETWEEN, () => made));
  else expect(BETWEEN.exec(page)![0], 'the table of docs/hosts.md; run again with WRITE_GOLDENS=1 to write it anew').toBe(made);
});
