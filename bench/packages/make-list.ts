import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { temporalVersion } from '../../src/dev/temporal/temporal-version.ts';
import { listMavenSources } from './maven-sources.ts';
import type { ListedPackage } from './package-list.ts';

/** What the list is made of: for each registry, all that one well-known program needs, as the registry's own client resolves it. */
export const listWords = [
  'What bench/packages takes its packages from, in the order in which it takes them (SHA-256 of "kind name"). Made by --list, from:',
  "npm: all packages of Drover's own package-lock.json",
  'pypi: what pip installs for jupyterlab',
  "go: the modules that the go.mod of Temporal's command line tool requires",
  'crates: what cargo locks for ripgrep 14.1.1, it included',
  "maven: what Apache Tika's standard parsers 3.2.3 depend on and has a jar of test sources",
];

/** Asks the lockfiles and the registries' clients; `work` is a folder to ask in. */
export async function makeList(root: string, work: string): Promise<ListedPackage[]> {
  return [
    ...(await fromNpm(root)),
    ...(await fromPypi(work)),
    ...(await fromGo(work)),
    ...(await fromCrates(join(work, 'crates'))),
    ...(await listMavenSources('org.apache.tika:tika-parsers-standard-package:3.2.3', join(work, 'maven'))),
  ];
}

async function fromNpm(root: string): Promise<ListedPackage[]> {
  const lock = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { version: string }>;
  };
  // Installed at the top, each name once: what lies deeper is another version of the same.
  return Object.entries(lock.packages).flatMap(([path, { version }]) => {
    const name = path.slice('node_modules/'.length);
    return name === '' || name.includes('node_modules/') ? [] : [{ kind: 'npm', name, version }];
  });
}

async function fromPypi(work: string): Promise<ListedPackage[]> {
  const report = join(work, 'pip.json');
  const resolve = ['install', '--quiet', '--dry-run', '--ignore-installed', '--report', report, 'jupyterlab'];
  await execa('python3', ['-m', 'pip', ...resolve], { cwd: work });
  const { install } = JSON.parse(await readFile(report, 'utf8')) as {
    install: { metadata: { name: string; version: string } }[];
  };
  return install.map(({ metadata: { name, version } }) => ({ kind: 'pypi', name, version }));
}

async function fromGo(work: string): Promise<ListedPackage[]> {
  const module = `github.com/temporalio/cli@${temporalVersion}`;
  const { stdout } = await execa('go', ['mod', 'download', '-json', module], { cwd: work });
  const { GoMod: path } = JSON.parse(stdout) as { GoMod: string };
  const { stdout: text } = await execa('go', ['mod', 'edit', '-json', path], { cwd: work });
  const { Require: required } = JSON.parse(text) as { Require: { Path: string; Version: string }[] };
  return required.map(({ Path: name, Version: version }) => ({ kind: 'go', name, version }));
}

async function fromCrates(work: string): Promise<ListedPackage[]> {
  await makeCrate(work, ['ripgrep = "=14.1.1"']);
  await execa('cargo', ['generate-lockfile'], { cwd: work });
  const lock = await readFile(join(work, 'Cargo.lock'), 'utf8');
  const locked = [...lock.matchAll(/^name = "(.+)"\nversion = "(.+)"\nsource/gm)];
  return locked.map(([, name = '', version = '']) => ({ kind: 'crates', name, version }));
}

/** A crate with nothing but dependencies. */
export async function makeCrate(folder: string, dependencies: string[]): Promise<void> {
  await mkdir(join(folder, 'src'), { recursive: true });
  await writeFile(join(folder, 'src/lib.rs'), '');
  const manifest = ['[package]', 'name = "list"', 'version = "0.0.0"', '', '[dependencies]', ...dependencies, ''];
  await writeFile(join(folder, 'Cargo.toml'), manifest.join('\n'));
}
