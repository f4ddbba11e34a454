import type { JudgingCommand } from '../../src/core/plan/judging-command.ts';
import type { BlobRef } from '../../src/domain/ids.ts';
import type { Checkout } from '../../src/ports/checkouts.ts';
import type { CommandResult } from '../../src/ports/sandbox.ts';
import type { Ports } from '../ports.ts';
import { moduleEnvironment } from './module-environment.ts';
import type { RunCommand } from './run-in-checkout.ts';
import { takeUntrusted } from './take-untrusted.ts';
import { writtenReports, type WrittenByCommand } from './written-reports.ts';

/** Where a report may be written inside a checkout; outside what is captured, since a verification captures nothing. */
const reportFile = '.drover-report';
const tailCharacters = 2_000;

/** What a verify command did, before anybody looks at what it means for a module. */
export type ExecutedCommand = {
  result: CommandResult;
  named: Uint8Array | undefined;
  written: WrittenByCommand;
  /** The folders under which the command may have seen the repository. */
  roots: string[];
  output: BlobRef;
  tail: string;
};

/** Runs one verify command in a checkout; its whole output goes to the blob store. */
export async function execVerifyCommand(
  ports: Pick<Ports, 'blobs' | 'sandbox' | 'scrub'>,
  command: JudgingCommand,
  run: RunCommand,
  checkout: Pick<Checkout, 'folder' | 'writes'>,
): Promise<ExecutedCommand> {
  const { sampled } = command;
  // The repository may have a file of this name; only what this command writes counts.
  await takeUntrusted(checkout.writes, reportFile);
  const readWritten = await writtenReports(checkout.writes, command);
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
  const whole = Buffer.concat([result.stdout, Buffer.from('\n'), result.stderr]);
  const output = await ports.blobs.put(whole);
  // It goes into the evidence, whose bytes nobody may change later.
  const last = whole
    .toString('utf8')
    .trim()
    .slice(-2 * tailCharacters);
  const tail = (await ports.scrub(last)).slice(-tailCharacters);
  return {
    result,
    named,
    written,
    roots: [ports.sandbox.seenAt(checkout.folder), checkout.folder],
    output,
    tail,
  };
}
