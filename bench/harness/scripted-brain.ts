import type { Brain, BrainAnswer, BrainCall, BrainRequest } from '../../src/dev/rehearsal/brain.ts';
import { packageFiles, packageFolder, type PackageState } from './package-files.ts';

/** The goal, word for word the same for every harness. */
export const goal =
  'Convert the package from CommonJS to ES modules: set "type": "module" in its package.json, and convert every file in its src and test ' +
  'folders. Done means that `node --test` passes in the package.';

/**
 * Plays a model that migrates one package: it reads the files, unless the conversation has them already; writes them all, one of them wrong, and
 * runs the tests; mends that one and runs them again; and is done. The conversation alone says how far it is.
 */
export const scriptedBrain: Brain = (request) => {
  const index = Number(/packages\/pkg-(\d+)/.exec(textOf(request))?.[1]);
  if (!Number.isSafeInteger(index)) return { text: 'There is no package to migrate here.', calls: [] };
  const folder = packageFolder(index);
  const hasRead = textOf(request).includes('const here = __dirname;');
  const stage = ['edit', 'mend'].filter((name) => textOf(request).includes(`# ${name} `)).length;
  if (stage === 2) return { text: 'The package consists of ES modules, and its tests pass.', calls: [] };
  if (!hasRead) return call(request, `cd ${folder} && cat package.json src/*.js test/*.js`);
  const name = stage === 0 ? 'edit' : 'mend';
  const written = stage === 0 ? packageFiles(index, 'wrong') : mended(index, 'right');
  const files = Object.entries(written).map(([path, text]) => `cat > ${path} <<'END'\n${text}END\n`);
  return call(request, `# ${name} ${folder}\ncd ${folder}\n${files.join('')}node --test 2>&1 | tail -n 20`);
};

function mended(index: number, state: PackageState): Record<string, string> {
  return { 'src/config.js': packageFiles(index, state)['src/config.js'] ?? '' };
}

function textOf({ items }: BrainRequest): string {
  return JSON.stringify(items);
}

/** Each harness has its own name for the tool that runs commands, and its own name for the command. */
function call({ tools }: BrainRequest, command: string): BrainAnswer {
  const has = (name: string) => tools.some((tool) => tool.name === name);
  const calls: BrainCall[] = has('exec_command')
    ? [{ tool: 'other', name: 'exec_command', arguments: { cmd: command } }]
    : has('shell_command')
      ? [{ tool: 'other', name: 'shell_command', arguments: { command } }]
      : [{ tool: 'shell', command }];
  return { calls };
}
