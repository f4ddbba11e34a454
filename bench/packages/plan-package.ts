import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { gradePlan, type Graded } from './grade-plan.ts';
import { readFailingTests } from './read-failing-tests.ts';

const mostFailures = 20;

export type PlanOptions = {
  /** Drover's command line tool, built. */
  cli: string;
  repository: string;
  /** This package's own folder, for the migration file and Drover's data. */
  work: string;
  minutes: number;
};

/** What users do with a repository first, untouched: `drover init`, then `drover plan`, with a stack of its own that ends with it. */
export async function planPackage(options: PlanOptions): Promise<Graded & { failures: string[] }> {
  const { cli, repository, work, minutes } = options;
  const file = join(work, 'drover.yaml');
  const data = join(work, 'data');
  await mkdir(work, { recursive: true });
  const drover = (args: string[]) =>
    execa(process.execPath, [cli, ...args, '--json'], {
      cwd: work,
      env: { DROVER_DATA: data },
      reject: false,
      stdin: 'ignore',
      timeout: minutes * 60_000,
      killSignal: 'SIGINT',
      forceKillAfterDelay: 60_000,
    });
  const init = await drover(['init', repository, '--output', file, '--force']);
  const plan = init.exitCode === 0 ? await drover(['plan', file]) : undefined;
  const failures = (await readFailingTests(data)).slice(0, mostFailures);
  await rm(data, { recursive: true, force: true });
  return { ...gradePlan(init, plan), failures };
}
