import { cp, mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { temporaryFolder } from './temporary-folder.ts';

/** The files of a Drover that does next to nothing: a command line tool that prints its arguments, and one workflow. */
const files = {
  'package.json': '{ "type": "module" }',
  'package-lock.json': '{ "packages": {} }',
  'src/cli/main.ts': 'const args: string[] = process.argv.slice(2);\nconsole.log(JSON.stringify(args));\n',
  'src/cli/page.html': '<p>copied</p>',
  'workflows/index.ts': 'export async function nothing(): Promise<void> {}\n',
  'activities/index.ts': 'export const nothing = 1;\n',
};

/**
 * A checkout with this repository's own launcher, compiler settings and installed packages, but with `changes` (path to
 * content) over a few tiny sources instead of Drover's: so that a test can change what it likes.
 */
export async function smallCheckout(changes: Record<string, string> = {}): Promise<string> {
  const root = await temporaryFolder();
  for (const [path, content] of Object.entries({ ...files, ...changes })) await put(root, path, content);
  for (const path of ['src/dev/launch.mjs', 'src/dev/launch', 'tsconfig.json', 'tsconfig.build.json']) {
    await cp(path, join(root, path), { recursive: true });
  }
  await mkdir(join(root, 'node_modules'));
  await writeFile(join(root, 'node_modules/.package-lock.json'), '{ "packages": {} }');
  return root;
}

/** Makes the packages that are installed here the checkout's own. */
export async function linkPackages(root: string, names: string[]): Promise<void> {
  for (const name of names) {
    await mkdir(dirname(join(root, 'node_modules', name)), { recursive: true });
    await symlink(resolve('node_modules', name), join(root, 'node_modules', name));
  }
}

/** Writes a file of a checkout, with its folders. */
export async function put(root: string, path: string, content: string): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), content);
}
