/** What the tests find out about a host, kept for the table in the documentation. */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { FINDINGS } from './places.ts';

/** What a document of ours may do inside a host, asked of the browser. */
export interface Rights {
  /** Whether it has an origin of its own, and none that others share: sandboxed. */
  opaque: boolean;
  storage: boolean;
  clipboard: boolean;
  fullscreen: boolean;
  blobWorkers: boolean;
}

export interface Finding {
  /** The name of the host in the table. */
  host: string;
  /** What the host's page was made by. */
  madeBy: string;
  way: 'iframe' | 'element';
  browser: 'Chromium' | 'Firefox';
  /** Why nothing of ours is shown there; absent where everything works. */
  refused?: string;
  rights?: Rights;
  /** What else an author there should know, each found out by the test that says so. */
  notes?: string[];
}

/** Keeps a finding; called at the end of the test that made it. */
export async function keep(finding: Finding): Promise<void> {
  await mkdir(FINDINGS, { recursive: true });
  const name = `${finding.host}-${finding.way}-${finding.browser}`.replaceAll(/[^\w.-]+/g, '_');
  await writeFile(join(FINDINGS, `${name}.json`), JSON.stringify(finding));
}

export async function kept(): Promise<Finding[]> {
  const names = (await readdir(FINDINGS)).sort();
  return Promise.all(names.map(async (name) => JSON.parse(await readFile(join(FINDINGS, name), 'utf8')) as Finding));
}
