import { access } from 'node:fs/promises';
import { basename, dirname, relative, resolve } from 'node:path';
import { writeDurably } from '../../adapters/write-durably.ts';
import { Failure } from '../../domain/failure.ts';
import { findToolchain } from '../toolchains/find-toolchain.ts';
import { registrySettings } from '../toolchains/registry-settings.ts';
import type { Toolchain } from '../toolchains/toolchain.ts';
import { findProjects } from './find-projects.ts';
import { projectAt } from './project.ts';
import { propose } from './propose.ts';
import { reachElsewhere } from './reach-elsewhere.ts';
import { renderFile } from './render-file.ts';
import { lookAtRepository } from './repository.ts';

export type InitOptions = {
  /** The repository's folder, or one in it. */
  folder: string;
  output: string;
  goal: string | undefined;
  force: boolean;
  env: Readonly<Record<string, string | undefined>>;
};

export type Written = {
  output: string;
  repository: string;
  title: string;
  modules: number | undefined;
  goalMissing: boolean;
  toolchains: Toolchain[];
  questions: string[];
  /** Things that are no fault of the file, and worth knowing. */
  warnings: string[];
};

/**
 * Looks at a repository and writes a migration file for it. Throws `InputRefused` where there is no repository, or where the file is there
 * already and `force` does not say to replace it.
 */
export async function writeMigrationFile(options: InitOptions): Promise<Written> {
  const { output, env } = options;
  if (!options.force && (await exists(output))) {
    throw new Failure(
      'InputRefused',
      `${output} is there already: name another with --output, or replace it with --force.`,
    );
  }
  const repository = await lookAtRepository(resolve(options.folder));
  const folder = repository.folder;
  const projects = findProjects(repository);
  const at = projects[0]?.at ?? '';
  const node = await findToolchain('node', { env, folder });
  const proposal = await propose(projects, projectAt(repository, at, node?.version));
  const found = await Promise.all(
    proposal.toolchains.map((name) => findToolchain(name, { env, folder: resolve(folder, at) })),
  );
  const toolchains = found.filter((toolchain) => toolchain !== undefined);
  const missing = proposal.toolchains.filter((name) => !toolchains.some((toolchain) => toolchain.name === name));
  const settings = proposal.registry
    ? await registrySettings(proposal.registry, { env, folder })
    : { env: {}, withheld: [] };
  const questions = [...proposal.questions, ...missing.map(missingToolchain), ...settings.withheld.map(withheld)];
  const text = renderFile({
    name: nameOf(folder),
    url: relative(dirname(resolve(output)), folder) || '.',
    ref: repository.branch ?? repository.commit,
    remote: repository.remote,
    goal: options.goal,
    path: [...new Map(toolchains.filter(({ needsPath }) => needsPath).map((one) => [one.folder, one])).values()].map(
      (toolchain) => ({
        folder: atHome(toolchain.folder, env['HOME']),
        why: `${toolchain.name} ${toolchain.version}, as it is in use here. It lies where commands would not find it by themselves.`,
      }),
    ),
    env: { ...proposal.env?.value, ...settings.env },
    envWhy: [
      ...(proposal.env?.why ?? []),
      ...(Object.keys(settings.env).length > 0 ? ['Packages come from where they come from on this machine.'] : []),
    ],
    output,
    proposal: reachElsewhere({ ...proposal, questions }, settings.env),
  });
  await writeDurably(output, text);
  return {
    output,
    repository: folder,
    title: proposal.title,
    modules: proposal.modules.value.list?.length,
    goalMissing: options.goal === undefined,
    toolchains,
    questions,
    warnings: changes(repository.changed),
  };
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

function nameOf(folder: string): string {
  const slug = basename(folder)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 31)
    .replace(/-+$/, '');
  return slug === '' ? 'migration' : `${slug}-migration`;
}

function atHome(folder: string, home: string | undefined): string {
  return home && home !== '/' && folder.startsWith(`${home}/`) ? `~${folder.slice(home.length)}` : folder;
}

function missingToolchain(name: string): string {
  return `No ${name} was found on PATH: install it, and write its bin folder into environment.path where that is outside /usr.`;
}

function withheld(setting: string): string {
  return `Your ${setting} has credentials in it, which no sandboxed command gets: setup needs a registry that it can read without.`;
}

function changes(changed: string[]): string[] {
  const [first, ...others] = changed;
  if (first === undefined) return [];
  const what =
    others.length === 0 ? `${first} has changes that are` : `${first} and ${others.length} more have changes that are`;
  return [`${what} not committed. Drover works on commits and will not see them.`];
}
