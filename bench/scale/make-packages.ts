import { execa } from 'execa';

const filesPerPackage = 25;

/** Makes a monorepo of packages with 25 files each (one is its package.json), each depending on the one before, by one git process. */
export async function makePackages(folder: string, packages: number): Promise<void> {
  await execa('git', ['init', '--quiet', '--bare', '--initial-branch=main', folder]);
  const write = (path: string, text: string) => `M 100644 inline ${path}\ndata ${text.length}\n${text}\n`;
  const stream = [`commit refs/heads/main\ncommitter Ada <ada@example.com> 1700000000 +0000\ndata 6\nchange\n`];
  stream.push(write('package.json', '{ "workspaces": ["packages/*"] }'));
  for (let n = 0; n < packages; n += 1) {
    const at = `packages/p${String(n).padStart(5, '0')}`;
    const dependencies = n === 0 ? {} : { [`@bench/p${n - 1}`]: '1.0.0' };
    stream.push(write(`${at}/package.json`, JSON.stringify({ name: `@bench/p${n}`, dependencies })));
    for (let file = 1; file < filesPerPackage; file += 1)
      stream.push(
        write(`${at}/src/f${file}.js`, `import { one } from './f${file - 1}.js';\nexport const n = ${n};\n`.repeat(10)),
      );
  }
  await execa('git', ['fast-import', '--quiet'], { cwd: folder, input: stream.join('') });
}
