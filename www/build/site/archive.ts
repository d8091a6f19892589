/** The archive for places without a network: a folder whose pages open from a USB stick by a double click. */
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { zipSync } from 'fflate';

/** What lies in the archive, and where the build has it, from the folder of the page's sources. */
const MEMBERS: readonly (readonly [name: string, source: string])[] = [
  ['downhill/index.html', 'dist-single/index.html'],
  ['downhill/embed.html', 'dist/embed/index.html'],
  ['downhill/README.txt', 'src/offline/README.txt'],
  ['downhill/LICENSE-MIT', '../LICENSE-MIT'],
  ['downhill/LICENSE-APACHE', '../LICENSE-APACHE'],
];

/** The time of every member: the archive's bytes say what is in it, and not when it was made. */
const TIME = new Date(2026, 0, 1);

/** The archive of a build. */
export async function archive(root: string): Promise<Uint8Array> {
  const missing = MEMBERS.map(([, source]) => source).filter((source) => !existsSync(join(root, source)));
  if (missing.length > 0) throw new Error(`downhill.zip cannot be made: there is no ${missing.join(', no ')}`);
  const members: [string, Uint8Array][] = [];
  for (const [name, source] of MEMBERS) members.push([name, await readFile(join(root, source))]);
  return zipSync(Object.fromEntries(members), { level: 9, mtime: TIME, os: 3 });
}

/** Writes `downhill.zip` into a folder that has everything else. */
export async function writeArchive(root: string, dist: string): Promise<void> {
  await writeFile(join(dist, 'downhill.zip'), await archive(root));
}
