import { pattern, inProject, type Project } from '../project.ts';
import type { Proposal } from '../proposal.ts';
import { dependenciesOf, type PackageJson } from './package-json.ts';

type Setup = {
  run: string;
  inputs: string[];
  why: string;
  /** Whether the lockfile alone says what each package of a workspace gets, so that a changed script in one needs no other setup. */
  lockIsEnough?: true;
};

const scriptsNote =
  "Install scripts of dependencies don't run, since they are other people's code: take out what switches them off where one has to be built.";

/**
 * How the dependencies are installed, by the lockfile that is there. pnpm and yarn are run through npx in the version that the repository names, so
 * that the sandbox needs nothing but Node. A string says why there is no setup.
 */
export async function nodeSetup(
  project: Project,
  manifest: PackageJson,
  workspaces: boolean,
): Promise<Proposal['setup']> {
  const setup = await install(project, manifest);
  if (setup === undefined) return 'No setup: package.json names no dependencies.';
  const every = workspaces && setup.lockIsEnough === undefined;
  const manifests = every ? 'the package.json of every package' : 'package.json';
  return {
    value: {
      run: inProject(project, setup.run),
      inputs: [every ? '**/package.json' : 'package.json', ...setup.inputs].map((path) => pattern(project, path)),
      network: 'registries',
    },
    why: [setup.why, `It runs again when its inputs change: ${[manifests, ...setup.inputs].join(', ')}.`, scriptsNote],
  };
}

async function install(project: Project, manifest: PackageJson): Promise<Setup | undefined> {
  const has = (name: string) => project.files.includes(name);
  const lock = (name: string, run: string, extra: string[] = []): Setup => ({
    run,
    inputs: [name, ...extra.filter(has)],
    why: `The dependencies as ${name} has them; this alone reaches the package registries.`,
  });
  const npmOptions = '--ignore-scripts --no-audit --no-fund';
  for (const name of ['npm-shrinkwrap.json', 'package-lock.json'])
    if (has(name)) return lock(name, `npm ci ${npmOptions}`, ['.npmrc']);
  if (has('pnpm-lock.yaml')) {
    const run = `npx --yes pnpm@${await pnpmVersion(project, manifest)} install --frozen-lockfile --ignore-scripts`;
    return { ...lock('pnpm-lock.yaml', run, ['pnpm-workspace.yaml', '.npmrc']), lockIsEnough: true };
  }
  if (has('yarn.lock'))
    return lock('yarn.lock', await yarnInstall(project, manifest), ['.yarnrc.yml', '.yarnrc', '.npmrc']);
  if (dependenciesOf(manifest).size === 0) return undefined;
  const other = ['bun.lock', 'bun.lockb'].find(has);
  return {
    run: `npm install --no-package-lock ${npmOptions}`,
    inputs: ['.npmrc'].filter(has),
    why: `There is no lockfile${other === undefined ? '' : ` that npm reads (${other} is Bun's)`}: the versions are npm's choice, and may differ from one environment to the next. This alone reaches the package registries.`,
  };
}

/** The version in packageManager, else the one that wrote the lockfile. */
async function pnpmVersion(project: Project, manifest: PackageJson): Promise<string> {
  const named = /^pnpm@([\w.-]+)/.exec(manifest.packageManager ?? '')?.[1];
  if (named !== undefined) return named;
  const format = /^lockfileVersion: '?(\d+)/m.exec((await project.read('pnpm-lock.yaml')) ?? '')?.[1];
  return { '5': '7', '6': '8' }[format ?? ''] ?? '9';
}

async function yarnInstall(project: Project, manifest: PackageJson): Promise<string> {
  const named = /^yarn@([\w.-]+)/.exec(manifest.packageManager ?? '')?.[1];
  const own = project.files.find((path) => /^\.yarn\/releases\/yarn-[\w.-]+\.c?js$/.test(path));
  const isClassic = /^# yarn lockfile v1$/m.test((await project.read('yarn.lock')) ?? '');
  if (isClassic) return `npx --yes yarn@${named ?? '1.22.22'} install --frozen-lockfile --ignore-scripts`;
  const program = own === undefined ? `npx --yes @yarnpkg/cli-dist@${named ?? '4'}` : `node ${own}`;
  return `YARN_ENABLE_SCRIPTS=false YARN_NODE_LINKER=node-modules ${program} install --immutable`;
}
