import { shortenOutput } from '../../src/core/context/shorten-output.ts';
import type { Capture } from '../../src/ports/checkouts.ts';
import type { CommandResult } from '../../src/ports/sandbox.ts';
import type { Ports } from '../ports.ts';
import { mayChange } from './may-change.ts';
import { runInCheckout } from './run-in-checkout.ts';
import type { ToolOutcome, ToolWork } from './tool-work.ts';

const timeout = 600_000;
const listed = 20;

/** Runs one command of the model's in a checkout, and commits what it changed within what the module may change. */
export async function runShellCall(
  ports: Pick<Ports, 'blobs' | 'checkouts' | 'environments' | 'sandbox' | 'store'>,
  work: ToolWork,
  command: string,
  signal: AbortSignal,
): Promise<ToolOutcome> {
  return runInCheckout(ports, { ...work, base: work.start }, signal, async (run, checkout) => {
    const result = await run({ run: command, network: 'none', timeout });
    const capture = await checkout.capture(mayChange(work.plan, work.module));
    const commit = await ports.store.commit(work.commit, capture.changes, {
      subject: `Run a command on ${work.module.path}`,
      migration: work.plan.migration,
      module: work.module.path,
      step: work.step,
      date: work.date,
    });
    return { commit, did: `shell: ${ending(result)}`, text: report(result, capture) };
  });
}

function report(result: CommandResult, capture: Capture): string {
  const decoder = new TextDecoder();
  const output = [decoder.decode(result.stdout), decoder.decode(result.stderr)]
    .filter((text) => text !== '')
    .join('\n');
  const lines = [ending(result).replace('exit ', 'exit code: '), `time: ${(result.milliseconds / 1_000).toFixed(1)} s`];
  if (capture.changes.length > 0) lines.push(`changed: ${names(capture.changes.map((change) => change.path))}`);
  if (capture.leftOut.length > 0)
    lines.push(`not kept: ${names(capture.leftOut.map(({ path, reason }) => `${path} (${reason})`))}`);
  return `${lines.join('\n')}\noutput:\n${shortenOutput(output)}`;
}

function ending(result: CommandResult): string {
  return result.ended === 'exited' ? `exit ${result.exitCode}` : `ended by a limit: ${result.ended}`;
}

function names(all: string[]): string {
  return all.length <= listed ? all.join(', ') : `${all.slice(0, listed).join(', ')} and ${all.length - listed} more`;
}
