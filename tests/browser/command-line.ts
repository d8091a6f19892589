/** The `downhill` command, built once before the tests: what the page shows is compared with what it prints. */
import { execFile, execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Builds the command, and leaves its path to the tests. */
export default function build(): void {
  // Chosen from the whole workspace, as the page's build does: named by its package, it would be compiled anew with other features.
  const messages = execFileSync('cargo', ['build', '--quiet', '--workspace', '--bin=downhill', '--message-format=json'], {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 2 ** 26,
  });
  const executables = messages
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => (JSON.parse(line) as { executable?: string | null }).executable)
    .filter((path) => typeof path === 'string');
  if (executables.length !== 1) throw new Error(`cargo built ${executables.length} programs for downhill-cli, not one`);
  process.env['DOWNHILL'] = executables[0];
}

/** What the command prints, byte for byte. */
export async function printed(...words: string[]): Promise<string> {
  return (await promisify(execFile)(process.env['DOWNHILL']!, words, { maxBuffer: 2 ** 28 })).stdout;
}

/** What `downhill run` prints for a link, under the header that it should have: for a race run, step, x, y, loss. */
export async function run(link: string, expected = 'run,step,x,y,loss'): Promise<number[][]> {
  const [header, ...lines] = (await printed('run', link)).trimEnd().split('\n');
  if (header !== expected) throw new Error(`not the table that it should be: ${header}`);
  return lines.map((line) => line.split(',').map(Number));
}

/** The bits of numbers, as text: equal for equal bits only. */
export function bits(rows: number[][]): string[] {
  return rows.map((row) => [...new BigUint64Array(new Float64Array(row).buffer)].map((word) => word.toString(16)).join(' '));
}
