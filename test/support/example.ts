import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { parse } from 'yaml';
import type { z } from 'zod';
import { passedOn } from '../../src/adapters/sandbox/passed-on.ts';
import type { Brain } from '../../src/dev/rehearsal/brain.ts';
import type { Evidence } from '../../src/domain/evidence.ts';
import type { MigrationFile } from '../../src/domain/migration-file.ts';
import type { MigrationReport } from '../../src/domain/migration-report.ts';
import { gitRepository, type GitRepository } from './git-repository.ts';
import { migrationData } from './migration-data.ts';
import { migrationStack } from './migration-stack.ts';

export type Example = {
  /** 'python', for examples/python. */
  name: string;
  /** The unpacked sources, which become the repository's one commit. */
  sources: string;
  environment: MigrationFile['environment'];
  brain: Brain;
};
export type ExampleRun = {
  report: MigrationReport;
  repository: GitRepository;
  evidence(ref: string | undefined): Promise<Evidence>;
};

/** An example's migration file, for a repository that is made from its sources, and with this machine's toolchains and registries. */
export async function exampleMigration({ name, sources, environment }: Omit<Example, 'brain'>) {
  const repository = await gitRepository({});
  await execa('cp', ['-R', `${sources}/.`, repository.folder]);
  await repository.commit({});
  const file = parse(await readFile(`examples/${name}/drover.yaml`, 'utf8')) as z.input<typeof MigrationFile>;
  const env = { ...file.environment?.env, ...environment.env };
  const changes = { repository: { ...file.repository, url: repository.folder }, environment: { ...environment, env } };
  return { repository, file: { ...file, ...changes } };
}

/** Runs an example's migration to its end on the real stack, approving each merge. */
export async function runExample(example: Example): Promise<ExampleRun> {
  const { repository, file } = await exampleMigration(example);
  const stack = await migrationStack({ brain: example.brain, workerEnv: passedOn(process.env).env });
  const { id } = await stack.start(file);
  const report = await stack.approveAll(id);
  return { report, repository, evidence: (ref) => migrationData(stack.dataFolder, id).evidence(ref) };
}

/** The files of a branch in a folder of their own. */
export async function checkOut(repository: GitRepository, branch: string): Promise<string> {
  const folder = join(repository.folder, '..', 'delivered');
  await repository.git('worktree', 'add', '--detach', folder, branch);
  return folder;
}
