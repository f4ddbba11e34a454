import { posix } from 'node:path';
import { inProject, pattern, type Project } from '../project.ts';
import type { Proposal } from '../proposal.ts';

/** A Go module: each of its packages with tests is a module of the migration. */
export async function proposeGo(project: Project): Promise<Proposal> {
  const goMod = (await project.read('go.mod')) ?? '';
  const sources = project.files.filter(
    (path) => path.endsWith('.go') && !/(^|\/)(vendor|testdata|[_.][^/]*)\//.test(path),
  );
  const nested = project.files.filter((path) => path.endsWith('/go.mod')).map((path) => `${posix.dirname(path)}/`);
  const own = sources.filter((path) => !nested.some((folder) => path.startsWith(folder)));
  const packages = [...new Set(own.map((path) => posix.dirname(path)))].sort();
  const files = await project.readAll(own.filter((path) => path.endsWith('_test.go')));
  // Others hold helpers and benchmarks, which no verification runs.
  const withTests = new Set(files.filter(({ text }) => hasTests(text)).map(({ path }) => posix.dirname(path)));
  const tested = packages.filter((folder) => withTests.has(folder));
  const untested = packages.filter((folder) => !tested.includes(folder));
  const from = project.at === '' ? '"./$MODULE"' : '"$OLDPWD/$MODULE"';
  const run = inProject(project, `go test -json ${from}`);
  return {
    title: 'Go',
    toolchains: ['go'],
    registry: 'go',
    env: await environment(project),
    setup: setup(project, goMod),
    modules: {
      value: { by: 'list', list: (tested.length > 0 ? tested : ['.']).map((folder) => moduleOf(project, folder)) },
      why: [
        `One module for each package that has tests (${tested.length} here). Taking one out leaves that package alone.`,
        ...(untested.length > 0
          ? [
              `Left out, since they have no tests that could judge a change: ${some(untested.map((folder) => project.at + folder))}.`,
            ]
          : []),
      ],
    },
    verify: {
      value: [{ name: 'test', run, report: 'go-test-json', timeout: '10m' }],
      why: [
        'go test -json names every test and subtest, so that before and after are compared test by test.',
        'Where the sandbox can not keep what setup compiled, each run compiles it anew: hence the longer timeout.',
      ],
    },
    questions:
      tested.length === 0 ? ['No package has tests (_test.go): write into verify.run what else judges a change.'] : [],
  };
}

/** Of examples, those alone are run that say what they print (https://pkg.go.dev/testing#hdr-Examples). */
function hasTests(text: string): boolean {
  return (
    /^func (Test(?!Main\()|Fuzz)/m.test(text) ||
    (/^func Example/m.test(text) && /^\s*\/\/\s*(unordered )?output:/im.test(text))
  );
}

async function environment(project: Project): Promise<NonNullable<Proposal['env']>> {
  const local =
    'Only the Go on environment.path is used: another one would have to be downloaded, and tests run without network.';
  const missing = workspaceFolders((await project.read('go.work')) ?? '').filter(
    (folder) => !project.files.includes(posix.join(folder, 'go.mod')),
  );
  if (missing.length === 0) return { value: { GOTOOLCHAIN: 'local' }, why: [local] };
  const off = `go.work is switched off, since it names modules that are not here: ${some(missing)}.`;
  return { value: { GOTOOLCHAIN: 'local', GOWORK: 'off' }, why: [local, off] };
}

/** What go.work's `use` names, in brackets or one a line (https://go.dev/ref/mod#go-work-file). */
function workspaceFolders(goWork: string): string[] {
  const lines = goWork.split('\n').map((line) => line.replace(/\/\/.*$/, '').trim());
  const folders: string[] = [];
  let inUse = false;
  for (const line of lines) {
    if (/^use\s*\($/.test(line)) inUse = true;
    else if (line === ')') inUse = false;
    else if (inUse && line !== '') folders.push(line);
    else if (line.startsWith('use ')) folders.push(line.slice('use '.length).trim());
  }
  return folders.map((folder) => folder.replace(/^"(.*)"$/, '$1'));
}

/** Compiles without running anything. What it made lies in the sandbox's build cache, and a package that doesn't compile is for verify to tell. */
const compile = "(go test -run '^$' ./... > /dev/null || true)";

function setup(project: Project, goMod: string): Proposal['setup'] {
  const inputs = ['go.mod', 'go.sum'].filter((path) => project.files.includes(path));
  const isVendored = project.files.includes('vendor/modules.txt');
  const downloads = !isVendored && /^require\b/m.test(goMod);
  return {
    value: {
      run: inProject(project, downloads ? `go mod download && ${compile}` : compile),
      inputs: inputs.map((path) => pattern(project, path)),
      ...(downloads && { network: 'registries' as const }),
    },
    why: [
      downloads
        ? "Downloads the dependencies into the sandbox's own module cache; this alone reaches the package registries."
        : `Nothing is downloaded: ${isVendored ? 'the dependencies are in vendor/' : 'go.mod requires nothing'}.`,
      'It compiles them and the standard library once, so that not every verification has to.',
      `It runs again when its inputs change: ${inputs.join(', ')}.`,
    ],
  };
}

function moduleOf(project: Project, folder: string) {
  if (folder === '.') {
    const path = project.at === '' ? '.' : project.at.slice(0, -1);
    return { path, paths: [pattern(project, '*.go'), pattern(project, 'testdata/**')] };
  }
  return {
    path: pattern(project, folder),
    paths: [pattern(project, `${folder}/*.go`), pattern(project, `${folder}/testdata/**`)],
  };
}

function some(names: string[]): string {
  return names.length <= 8 ? names.join(', ') : `${names.slice(0, 7).join(', ')} and ${names.length - 7} more`;
}
