import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { execa } from 'execa';
import { nodeToolchain } from '../../src/dev/demo/node-toolchain.ts';
import type { MigrationReport } from '../../src/domain/migration-report.ts';
import { findTemporal } from '../../src/dev/temporal/find-temporal.ts';
import { migrationFile } from './migration-file.ts';
import { plainEnvironment } from './rig.ts';

/** What the rig's measure.py writes: of the command and of all that descended from it. */
export type Measure = {
  rc: number;
  wall_s: number;
  cpu_s: number;
  peak_tree_mib: number;
  max_procs: number;
  load_start: number;
  load_end: number;
};

export type DroverRun = {
  measure: Measure;
  report: MigrationReport;
  /** The repository that the branch was delivered to. */ repository: string;
  data: string;
};

export type DroverRunOptions = {
  rig: string;
  /** The run's folder, with the monorepo in `base`. */
  out: string;
  /** Names this run's folder within it. */
  label: string;
  packages: number;
  jobs: number;
  modelUrl: string;
  /** The folder of the built Drover. */
  dist: string;
  /** More variables for Drover's processes. */
  env?: Record<string, string>;
  /** Told the process id of measure.py, which is above all that is measured. */
  onStart?: (pid: number) => void;
};

/**
 * Migrates a fresh clone of the rig's monorepo with the one command that users have for it, `drover run`, under the rig's measure.py: it
 * starts the Temporal server and a worker from nothing, migrates, delivers and stops them, so all of that is counted.
 */
export async function runDrover(options: DroverRunOptions): Promise<DroverRun> {
  const { rig, out, label, packages, jobs, modelUrl, dist } = options;
  const folder = join(out, label);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await makeMonorepo(rig, out, packages);
  const repository = join(folder, 'repo');
  await execa('git', ['clone', '--quiet', join(out, 'base'), repository]);
  const file = join(folder, 'migration.json');
  await writeFile(
    file,
    JSON.stringify(migrationFile({ repository, packages, jobs, toolchains: nodeToolchain() }), null, 2),
  );

  const temporal = await findTemporal({ env: process.env, log: console.error });
  const { PATH } = plainEnvironment();
  const data = join(folder, 'data');
  const measured = execa(
    'python3',
    [
      join(rig, 'measure.py'),
      join(folder, 'measure.json'),
      process.execPath,
      join(dist, 'src/cli/main.js'),
      'run',
      file,
      '--json',
    ],
    {
      cwd: folder,
      extendEnv: false,
      env: {
        ...(PATH !== undefined && { PATH }),
        HOME: join(folder, 'home'),
        DROVER_DATA: data,
        TEMPORAL_CLI_PATH: resolve(temporal.path),
        OPENAI_API_KEY: 'local-key',
        OPENAI_BASE_URL: modelUrl,
        ...options.env,
      },
      reject: false,
      stdio: ['ignore', 'pipe', { file: join(folder, 'drover.log') }],
    },
  );
  if (measured.pid !== undefined) options.onStart?.(measured.pid);
  const { stdout, exitCode } = await measured;
  if (exitCode !== 0 && exitCode !== 3) {
    throw new Error(
      `drover run ended with exit code ${exitCode}:\n${await readFile(join(folder, 'drover.log'), 'utf8')}`,
    );
  }
  const measure = JSON.parse(await readFile(join(folder, 'measure.json'), 'utf8')) as Measure;
  return { measure, report: JSON.parse(stdout) as MigrationReport, repository, data };
}

/** The rig's monorepo; the one that its peers have had in this run is used again. */
async function makeMonorepo(rig: string, out: string, packages: number): Promise<void> {
  if (existsSync(join(out, 'base'))) return;
  await execa(process.execPath, [join(rig, 'gen.mjs'), '--n', String(packages), '--out', join(out, 'base')], {
    env: plainEnvironment(),
    extendEnv: false,
  });
}
