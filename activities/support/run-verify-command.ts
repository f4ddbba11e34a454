import type { JudgingCommand } from '../../src/core/plan/judging-command.ts';
import type { CommandRun } from '../../src/domain/evidence.ts';
import type { ModulePlan } from '../../src/domain/module-plan.ts';
import type { Checkout } from '../../src/ports/checkouts.ts';
import type { Ports } from '../ports.ts';
import { execVerifyCommand } from './exec-verify-command.ts';
import { readVerifyCommand } from './read-verify-command.ts';
import type { RunCommand } from './run-in-checkout.ts';

/** Runs one verify command in a checkout and reads what it says of a module's tests. */
export async function runVerifyCommand(
  ports: Pick<Ports, 'blobs' | 'readCoverage' | 'readReport' | 'sandbox' | 'scrub'>,
  command: JudgingCommand,
  run: RunCommand,
  checkout: Pick<Checkout, 'folder' | 'writes'>,
  module: ModulePlan,
): Promise<CommandRun> {
  return readVerifyCommand(ports, command, await execVerifyCommand(ports, command, run, checkout), module);
}
