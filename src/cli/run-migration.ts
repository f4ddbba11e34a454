import { randomBytes } from 'node:crypto';
import type { Config } from '../config.ts';
import { Failure } from '../domain/failure.ts';
import { watchMigration } from '../dev/show/watch-migration.ts';
import { openScreen } from '../dev/show/open-screen.ts';
import { printReport } from '../dev/show/print-report.ts';
import { startStack } from '../dev/stack/start-stack.ts';
import { readMigrationFile } from './read-migration-file.ts';

/**
 * Runs a migration file to its end on an embedded stack. Without `yes` it waits for approvals by signal and prints the command for each.
 * Returns the exit code.
 */
export async function runMigration(
  path: string,
  options: { yes: boolean; json: boolean },
  config: Config,
): Promise<number> {
  const file = await readMigrationFile(path);
  if (config.model.apiKey === undefined) {
    throw new Failure(
      'InputRefused',
      'OPENAI_API_KEY is not set: set it, and OPENAI_BASE_URL for a provider other than OpenAI (any key, if that one wants none).',
    );
  }
  const screen = openScreen(options.json);
  const stack = await startStack({ config, workerEnv: { ...config.hostEnvironment }, log: screen.say });
  try {
    const id = `${file.name}-${randomBytes(4).toString('hex')}`;
    screen.say(`Temporal UI: ${stack.ui}`);
    await stack.migrations.start({ migration: id, file, actor: 'drover run' });
    screen.say(`Migration ${id}`);
    const approver = options.yes ? { actor: 'drover run --yes', says: '--yes approves it with a signal' } : undefined;
    const report = await watchMigration({ id, stack, screen, ...(approver && { approver }) });
    screen.close();
    printReport({ report, repository: file.repository.url, print: screen.say });
    if (options.json) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
    return report.status === 'completed' ? 0 : 3;
  } finally {
    screen.close();
    await stack.stop();
  }
}
