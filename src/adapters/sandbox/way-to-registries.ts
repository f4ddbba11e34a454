import type { CommandResult, SandboxCommand } from '../../ports/sandbox.ts';
import { createEgress, type Door, type Egress } from '../egress/egress.ts';
import { insideEgress } from '../egress/inside-egress.ts';
import { publicHosts } from '../egress/public-hosts.ts';

/** What a sandbox needs for a command with network `registries`. */
export type Way = {
  /** bubblewrap's options. */
  options: string[];
  env: Record<string, string>;
  /** What the first shell inside does before the command begins: it starts the forwarder, and goes on when that listens. */
  begin: string;
};

type Run = (command: SandboxCommand, signal: AbortSignal, way?: Way) => Promise<CommandResult>;

/**
 * Opens a door to the registries for each command that wants one, and closes it with the command. The command's namespace has no network at all; a
 * forwarder inside carries bytes from its loopback to the door's socket. What was refused is said at the end of the command's output.
 */
export function wayToRegistries(
  run: Run,
  hostEnv: Record<string, string | undefined>,
  egress: Egress = createEgress({ registries: { hosts: publicHosts(), tools: {} }, hostEnv }),
): Run {
  return async (command, signal) => {
    if (command.network !== 'registries') return run(command, signal);
    const door = await egress.open();
    try {
      const result = await run(withSettings(command, door), signal, wayOf(door));
      const lines = door.log.refusals();
      if (lines.length === 0) return result;
      const stderr = Buffer.concat([result.stderr, Buffer.from(`\n${lines.join('\n')}\n`)]);
      return { ...result, stderr };
    } finally {
      await door.close();
    }
  };
}

/** Options of Java come in one variable, so a command's own are added to the door's; those that come later win. */
function withSettings(command: SandboxCommand, door: Door): SandboxCommand {
  const env = { ...command.env };
  for (const name of ['MAVEN_OPTS', 'GRADLE_OPTS'])
    if (env[name] !== undefined) env[name] = `${door.env[name] ?? ''} ${env[name]}`;
  return { ...command, env };
}

function wayOf({ folder, env }: Door): Way {
  const { node, forwarder } = insideEgress;
  // With an empty environment: what the command's variables do to Node is not for this one.
  const start = `/usr/bin/env -i ${node} --v8-pool-size=1 --max-old-space-size=64 ${forwarder} 2>/dev/null 3>&- &`;
  const failed = "echo 'the forwarder to the registries did not start' >&2; exit 1;";
  return {
    options: ['--ro-bind', folder, insideEgress.folder, '--ro-bind', process.execPath, node],
    env,
    begin: `[ "$(${start})" = ready ] || { ${failed} }`,
  };
}
