import { Failure } from '../../src/domain/failure.ts';
import type { MigrationFile } from '../../src/domain/migration-file.ts';
import type { Sandbox } from '../../src/ports/sandbox.ts';

/**
 * Refuses to run a migration's commands as plain processes unless its file says so. Asked before every command, by the worker that would run
 * it: of several workers, one may contain its commands and another may not.
 */
export function checkSandbox(file: Pick<MigrationFile, 'sandbox'>, actual: Sandbox['name']): void {
  if (actual !== 'unsafe-process' || file.sandbox === 'unsafe-process') return;
  throw new Failure(
    'InputRefused',
    `sandbox: this worker runs commands as plain processes, and the migration file says ${JSON.stringify(file.sandbox)}. ` +
      'Start a worker with bubblewrap, or write "sandbox: unsafe-process" if you trust all that the model may write.',
  );
}
