import { execa } from 'execa';

const modulesPerFolder = 100;

/** Where the nth module's one file lies. */
export function modulePath(n: number): string {
  return `src/d${String(Math.floor(n / modulesPerFolder)).padStart(3, '0')}/m${String(n).padStart(5, '0')}.js`;
}

/** Makes a repository of so many modules, one line each, by one git process and without a working tree. */
export async function makeModules(folder: string, modules: number): Promise<void> {
  await execa('git', ['init', '--quiet', '--bare', '--initial-branch=main', folder]);
  const files = Array.from({ length: modules }, (_, n) => {
    const text = `export const word = 'OLD ${n}';\n`;
    return `M 100644 inline ${modulePath(n)}\ndata ${text.length}\n${text}\n`;
  });
  const head = `commit refs/heads/main\ncommitter Ada <ada@example.com> 1700000000 +0000\ndata 6\nchange\n`;
  await execa('git', ['fast-import', '--quiet'], { cwd: folder, input: head + files.join('') });
}
