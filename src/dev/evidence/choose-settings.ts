import type { Evidence } from '../../domain/evidence.ts';
import { Failure } from '../../domain/failure.ts';
import type { PlanSettings } from './plan-of-evidence.ts';

export type GivenSettings = {
  env: string[];
  toolchains: string[] | undefined;
  acceptUnsafe: boolean;
  /** Below which folders toolchains may lie without being named; commands of the file can read what is there. */
  allowed: 'any' | readonly string[];
  ownEnv: Readonly<Record<string, string | undefined>>;
};

/**
 * What the commands of evidence are given here. Evidence has only the names of variables, and folders of another machine; and it may come from
 * anybody, so it opens no folder of this one that was not allowed. Throws `InputRefused` with the option that says what is missing.
 */
export function chooseSettings(
  evidence: Pick<Evidence, 'variables' | 'toolchains' | 'after'>,
  given: GivenSettings,
): PlanSettings {
  const { acceptUnsafe } = given;
  if (evidence.after.sandbox === 'unsafe-process' && !acceptUnsafe)
    throw new Failure(
      'InputRefused',
      "The evidence was made without a sandbox (unsafe-process): what its commands did may have come from that machine. --accept-unsafe checks it all the same, in this machine's sandbox.",
    );
  return {
    env: chooseVariables(evidence.variables, given),
    toolchains: chooseToolchains(evidence.toolchains, given),
    acceptUnsafe,
  };
}

function chooseVariables(names: string[], { env, ownEnv }: GivenSettings): Record<string, string> {
  const values = Object.fromEntries(
    env.map((word) => {
      const [, name = word, value] = /^([^=]*)=([^]*)$/.exec(word) ?? [];
      if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name))
        throw new Failure('InputRefused', `--env is '${word}': write NAME=VALUE, or NAME for the value that you have.`);
      const own = value ?? ownEnv[name];
      if (own === undefined)
        throw new Failure('InputRefused', `--env names ${name}, and you have no such variable: write ${name}=VALUE.`);
      return [name, own];
    }),
  );
  const missing = names.filter((name) => values[name] === undefined);
  if (missing.length === 0) return values;
  throw new Failure(
    'InputRefused',
    `The commands had the variables ${missing.join(', ')}, and evidence holds no values: give them with ${missing.map((name) => `--env ${name}=VALUE`).join(' ')}.`,
  );
}

function chooseToolchains(named: string[], { toolchains, allowed }: GivenSettings): string[] {
  if (toolchains !== undefined) return toolchains;
  const isAllowed = (folder: string) =>
    allowed === 'any' ||
    (!folder.split('/').includes('..') && allowed.some((above) => folder === above || folder.startsWith(`${above}/`)));
  const refused = named.filter((folder) => !isAllowed(folder));
  if (refused.length === 0) return named;
  throw new Failure(
    'InputRefused',
    `The commands had the toolchains ${refused.join(', ')}: name them, or those of this machine, with --toolchain; commands can read what lies beside them.`,
  );
}
