import { shortenOutput } from '../../src/core/context/shorten-output.ts';
import type { Capture } from '../../src/ports/checkouts.ts';
import type { CommandResult } from '../../src/ports/sandbox.ts';
import type { Ports } from '../ports.ts';
import { keepOutput, withOutputs } from './kept-outputs.ts';
import { mayChange } from './may-change.ts';
import { openChangedEnvironment } from './open-changed-environment.ts';
import { runInCheckout } from './run-in-checkout.ts';
import type { ToolOutcome, ToolWork } from './tool-work.ts';

/** Seconds; a command may take less where the model says so, and at least one. */
const longest = 600;
const listed = 20;

/**
 * Runs a call's commands one after another in one checkout, and commits what they changed within what the module may change. A limit that ends one
 * ends the call. Whole outputs that are too long to be shown are kept, and later commands find them in OUTPUTS.
 */
export async function runShellCall(
  ports: Pick<Ports, 'blobs' | 'checkouts' | 'environments' | 'records' | 'sandbox' | 'store'>,
  work: ToolWork,
  { commands, timeout: seconds = longest }: { commands: string[]; timeout?: number },
  signal: AbortSignal,
): Promise<ToolOutcome> {
  const opened = await openChangedEnvironment(ports, { ...work, base: work.start }, signal);
  if (opened.kind === 'broken') {
    const text = `The command did not run. What was changed breaks the setup that makes its environment: it ${opened.said}`;
    return { commit: work.commit, did: 'shell: setup failed', text };
  }
  const inCheckout: Parameters<typeof runInCheckout<ToolOutcome>>[3] = (run, checkout) =>
    withOutputs(ports, work, async (shown) => {
      const timeout = Math.ceil(Math.min(Math.max(seconds, 1), longest) * 1_000);
      const results: CommandResult[] = [];
      for (const command of commands) {
        const result = await run({ run: command, network: 'none', timeout, ...shown });
        results.push(result);
        if (result.ended !== 'exited') break;
      }
      const capture = await checkout.capture(mayChange(work.plan, work.module));
      const commit = await ports.store.commit(work.commit, capture.changes, {
        subject: `Run a command on ${work.module.path}`,
        migration: work.plan.migration,
        module: work.module.path,
        step: work.step,
        date: work.date,
      });
      const said = await Promise.all(results.map((result, index) => describe(ports, work, result, index)));
      const texts = said.map(({ head, output }, index) => {
        const named = commands.length > 1 ? [`$ ${commands[index]}`] : [];
        const changes = index === said.length - 1 ? changeLines(capture) : [];
        return [...named, ...head, ...changes, 'output:', output].join('\n');
      });
      const left = commands.length - results.length;
      if (left > 0) texts.push(`${left} more commands were not run.`);
      return { commit, did: `shell: ${results.map(ending).join(', ')}`, text: texts.join('\n\n') };
    });
  return runInCheckout(ports, { ...work, base: work.start }, signal, inCheckout);
}

async function describe(
  ports: Pick<Ports, 'blobs' | 'records' | 'sandbox'>,
  work: ToolWork,
  result: CommandResult,
  index: number,
): Promise<{ head: string[]; output: string }> {
  const decoder = new TextDecoder();
  const whole = [decoder.decode(result.stdout), decoder.decode(result.stderr)].filter((text) => text !== '').join('\n');
  const head = [ending(result).replace('exit ', 'exit code: '), `time: ${(result.milliseconds / 1_000).toFixed(1)} s`];
  const output = shortenOutput(whole);
  if (output === whole) return { head, output };
  const name = await keepOutput(ports, work, `${work.step}/command-${index + 1}`, whole);
  return { head: [...head, `whole output: "$OUTPUTS/${name}" in later calls, ${whole.length} characters`], output };
}

function changeLines({ changes, leftOut }: Capture): string[] {
  return [
    ...(changes.length > 0 ? [`changed: ${names(changes.map((change) => change.path))}`] : []),
    ...(leftOut.length > 0 ? [`not kept: ${names(leftOut.map(({ path, reason }) => `${path} (${reason})`))}`] : []),
  ];
}

function ending(result: CommandResult): string {
  return result.ended === 'exited' ? `exit ${result.exitCode}` : `ended by a limit: ${result.ended}`;
}

function names(all: string[]): string {
  return all.length <= listed ? all.join(', ') : `${all.slice(0, listed).join(', ')} and ${all.length - listed} more`;
}
