import { execa } from 'execa';

const filesPerFolder = 25;

/** Where the nth file lies: three folders deep, as in a monorepo of packages. */
export function pathOf(n: number): string {
  const folder = Math.floor(n / filesPerFolder);
  return `packages/p${Math.floor(folder / 10)}/src/m${folder % 10}/f${n % filesPerFolder}.js`;
}

/**
 * Makes a repository of so many files of 0.2 to 1.2 KB, by one git process, without a working tree; and on top in each round a commit that
 * changes ten files and one that changes one of them back. Returns its commits, the first one first.
 */
export async function makeLargeRepository(folder: string, files: number, rounds: number): Promise<string[]> {
  await execa('git', ['init', '--quiet', '--bare', '--initial-branch=main', folder]);
  const original = (n: number) => write(pathOf(n), `export const value = ${n};\n`.repeat(8 + (n % 40)));
  const stream = [commit(0), write('.gitignore', 'node_modules\ndist\n')];
  for (let n = 0; n < files; n += 1) stream.push(original(n));
  for (let round = 1; round <= rounds; round += 1) {
    const changed = Array.from({ length: 10 }, (_, n) => (n * 997 + round * 31) % files);
    stream.push(commit(round), ...changed.map((n) => write(pathOf(n), `export const round = ${round};\n`)));
    stream.push(commit(round), original(changed[0] ?? 0));
  }
  await execa('git', ['fast-import', '--quiet'], { cwd: folder, input: stream.join('') });
  return (await execa('git', ['rev-list', '--reverse', 'main'], { cwd: folder })).stdout.split('\n');
}

function commit(round: number): string {
  return `commit refs/heads/main\ncommitter Ada <ada@example.com> ${1_700_000_000 + round} +0000\ndata 6\nchange\n`;
}

function write(path: string, text: string): string {
  return `M 100644 inline ${path}\ndata ${text.length}\n${text}\n`;
}
