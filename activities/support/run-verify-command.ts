import type { JudgingCommand } from '../../src/core/plan/judging-command.ts';
import type { CommandRun } from '../../src/domain/evidence.ts';
import type { ModulePlan } from '../../src/domain/module-plan.ts';
import type { Checkout } from '../../src/ports/checkouts.ts';
import type { Ports } from '../ports.ts';
import { moduleEnvironment } from './module-environment.ts';
import type { RunCommand } from './run-in-checkout.ts';
import { takeUntrusted } from './take-untrusted.ts';
import { writtenReports } from './written-reports.ts';

/** Where a report may be written inside a checkout; outside what is captured, since a verification captures nothing. */
const reportFile = '.drover-report';
const tailCharacters = 2_000;

/** Runs one verify command in a checkout and reads what it says of its tests; its whole output goes to the blob store. */
export async function runVerifyCommand(
  ports: Pick<Ports, 'blobs' | 'readReport' | 'sandbox'>,
  command: JudgingCommand,
  run: RunCommand,
  checkout: Pick<Checkout, 'folder' | 'writes'>,
  module: ModulePlan,
): Promise<CommandRun> {
  const { sampled } = command;
  // The repository may have a file of this name; only what this command writes counts.
  await takeUntrusted(checkout.writes, reportFile);
  const readWritten = await writtenReports(checkout.writes, command.report);
  const result = await run({
    run: command.run,
    network: command.network,
    timeout: command.timeout,
    env: {
      REPORT: `${ports.sandbox.seenAt(checkout.folder)}/${reportFile}`,
      ...(sampled && moduleEnvironment(sampled)),
    },
  });
  // Taken away, so that the next command can't pass on an old report.
  const named = await takeUntrusted(checkout.writes, reportFile);
  const written = await readWritten();
  const report = ports.readReport({
    format: command.report,
    stdout: result.stdout,
    stderr: result.stderr,
    exitCode: result.exitCode,
    roots: [ports.sandbox.seenAt(checkout.folder), checkout.folder],
    testFile: (sampled ?? module).path,
    ...(named && { reportFile: named }),
    ...(written && { written }),
  });
  const whole = Buffer.concat([result.stdout, Buffer.from('\n'), result.stderr]);
  const output = await ports.blobs.put(whole);
  return {
    name: command.name,
    ...(sampled && { module: sampled.path }),
    command: command.run,
    exitCode: result.exitCode,
    ended: result.ended,
    milliseconds: Math.round(result.milliseconds),
    report,
    output,
    tail: whole.toString('utf8').trim().slice(-tailCharacters),
  };
}
