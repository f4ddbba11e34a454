import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { z } from 'zod';
import { removeTree } from '../../src/adapters/remove-tree.ts';
import { readConfig, type Config } from '../../src/config.ts';
import type { Brain } from '../../src/dev/rehearsal/brain.ts';
import type { Rehearsal } from '../../src/dev/rehearsal/rehearsal.ts';
import { startRehearsal } from '../../src/dev/rehearsal/start-rehearsal.ts';
import { startStack, type Stack } from '../../src/dev/stack/start-stack.ts';
import { MigrationFile } from '../../src/domain/migration-file.ts';
import type { MigrationReport } from '../../src/domain/migration-report.ts';

export type BenchStack = {
  folder: string;
  config: Config;
  stack: Stack;
  rehearsal: Rehearsal;
  /** Runs a migration to its end. Throws unless all of its modules were merged or needed no change. */
  migrate: (id: string, file: z.input<typeof MigrationFile>) => Promise<MigrationReport>;
};

/** A stack of its own, from an empty data folder, with a rehearsal model that answers at once; nothing of it is left afterwards. */
export async function withBenchStack<T>(
  { brain, latencyMs = 0 }: { brain: Brain; latencyMs?: number },
  use: (bench: BenchStack) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'drover-bench-'));
  const rehearsal = await startRehearsal({ brain, latencyMs });
  const config = readConfig({ ...process.env, DROVER_DATA: join(folder, 'data') });
  const said: string[] = [];
  const workerEnv = { ...config.hostEnvironment, OPENAI_API_KEY: 'rehearsal', OPENAI_BASE_URL: rehearsal.baseUrl };
  const stack = await startStack({ config, workerEnv, log: (line) => said.push(line), by: 'run' });
  const migrate: BenchStack['migrate'] = async (id, file) => {
    await stack.migrations.start({ migration: id, file: MigrationFile.parse(file) });
    const report = await stack.migrations.result(id);
    if (report.status === 'completed') return report;
    const reasons = report.modules.flatMap(({ path, reason }) => (reason === undefined ? [] : [`${path}: ${reason}`]));
    throw new Error(
      `The migration ended as ${report.status}:\n${reasons.slice(0, 5).join('\n')}\n${said.slice(-5).join('\n')}`,
    );
  };
  try {
    return await use({ folder, config, stack, rehearsal, migrate });
  } finally {
    await stack.stop();
    await rehearsal.close();
    await removeTree(folder);
  }
}
