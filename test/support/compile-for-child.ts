import { symlink, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { execa } from 'execa';
import { temporaryFolder } from './temporary-folder.ts';

const flags =
  '--ignoreConfig --target es2023 --module nodenext --types node --skipLibCheck --rewriteRelativeImportExtensions --verbatimModuleSyntax';

/**
 * Compiles sources (paths like 'src/adapters/x.ts', with what they import) and a script into a temporary folder, so that a
 * test can run them in a process of their own, to kill it: this Node does not run TypeScript. The script's imports begin
 * with './src/'. Returns the script's path.
 */
export async function compileForChild(sources: string[], script: string): Promise<string> {
  const folder = await temporaryFolder();
  await execa('node_modules/.bin/tsc', [...flags.split(' '), '--rootDir', '.', '--outDir', folder, ...sources], {
    reject: false,
  });
  await symlink(resolve('node_modules'), join(folder, 'node_modules'));
  await writeFile(join(folder, 'package.json'), '{"type":"module"}');
  const path = join(folder, 'script.js');
  await writeFile(path, script);
  return path;
}
