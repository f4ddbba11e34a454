import { stripVTControlCharacters } from 'node:util';
import { Failure } from '../../domain/failure.ts';
import type { SetUp } from '../../ports/environments.ts';
import type { CommandResult, Limits, Sandbox } from '../../ports/sandbox.ts';

const maxLines = 20;
/** A workflow history keeps at most 4 KiB of a failure, so the way out must not come after more than this. */
const maxCharacters = 2_500;

type SetUpPlace = { checkout: string; home: string };

/** Runs the setup command in the sandbox, with a home that it may write. Throws `SetupFailed` unless it ends well. */
export async function runSetUp(
  sandbox: Sandbox,
  setUp: SetUp & { run: string },
  place: SetUpPlace,
  limits: Omit<Limits, 'milliseconds'>,
  signal: AbortSignal,
): Promise<void> {
  const { run, env, toolchains, network, milliseconds } = setUp;
  const command = {
    run,
    ...place,
    mounts: [],
    homeWritable: true,
    env,
    toolchains,
    network,
    limits: { ...limits, milliseconds },
  };
  const result = await sandbox.run(command, signal);
  if (result.ended === 'exited' && result.exitCode === 0) return;
  const said = `${howItEnded(result)}. Its last lines:\n${lastLines(result)}`;
  throw new Failure('SetupFailed', explain(setUp, result), { said });
}

function explain({ run, network, milliseconds }: SetUp, result: CommandResult): string {
  const offline = network === 'none' ? ' It ran without network: `network: registries` lets it download packages.' : '';
  const slow = result.ended === 'timed-out' ? ` Its limit is ${milliseconds} ms: \`timeout\` raises it.` : '';
  return [
    `The setup command '${run}' ${howItEnded(result)}.`,
    `See whether it works in a fresh clone, then correct \`setup\` in the migration file and start again.${offline}${slow}`,
    'Its last lines:',
    lastLines(result),
  ].join('\n');
}

function howItEnded({ ended, exitCode, milliseconds }: CommandResult): string {
  const after = `after ${(milliseconds / 1_000).toFixed(1)} s`;
  return ended === 'exited' ? `ended with exit code ${exitCode} ${after}` : `was stopped ${after} (${ended})`;
}

/** Standard error comes last: there most programs say what went wrong. */
function lastLines({ stdout, stderr }: CommandResult): string {
  const text = [stdout, stderr].map((bytes) => Buffer.from(bytes).toString('utf8')).join('\n');
  const lines = stripVTControlCharacters(text)
    .split(/[\r\n]+/)
    .filter((line) => line.trim() !== '');
  return lines.slice(-maxLines).join('\n').slice(-maxCharacters) || '(it wrote nothing)';
}
