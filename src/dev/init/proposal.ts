import type { z } from 'zod';
import type { MigrationFile } from '../../domain/migration-file.ts';
import type { ToolchainName } from '../toolchains/toolchain.ts';

type Input = z.input<typeof MigrationFile>;

/** A guess with its reasons, and what to change where it is wrong: each a line of comment. */
export type Guess<T> = { value: T; why: string[] };

/** What was found out about a project, as the parts of a migration file. */
export type Proposal = {
  /** For people: 'node:test on Node'. */
  title: string;
  toolchains: ToolchainName[];
  /** Whose settings (registries) the setup command needs. */
  registry?: 'npm' | 'pip' | 'go';
  env?: Guess<Record<string, string>>;
  /** A string says why there is none. */
  setup: Guess<NonNullable<Input['setup']>> | string;
  modules: Guess<Input['modules']>;
  verify: Guess<Input['verify']>;
  /** What could not be told, as sentences that ask for it. */
  questions: string[];
};
