import type { Migrations } from '../client/migrations.ts';
import type { Blobs } from '../ports/blobs.ts';
import type { Records } from '../ports/records.ts';
import type { Scrub } from '../ports/scrub.ts';
import type { Store } from '../ports/store.ts';
import type { Tokens } from './tokens/tokens.ts';

/** What an API server is made from. `startApi(options)` gives `{ url, close() }`. */
export type ApiOptions = {
  migrations: Migrations;
  records: Records;
  blobs: Blobs;
  store: Pick<Store, 'diff' | 'readRef'>;
  host: string;
  /** 0: a free one. */
  port: number;
  /** Who may do what. `loopback`: whoever reaches it may do all, so it is served on a loopback address alone, to programs and not to other sites' pages. */
  access: { kind: 'loopback' } | { kind: 'tokens'; tokens: Tokens };
  /** Whether `repository.url` may be a path of this machine. */
  localRepositories: boolean;
  /** Below which folders of the workers' machine toolchains (environment.path) may lie; sandboxed commands can read what is there. */
  toolchains: 'any' | readonly string[];
  /** False: the operator has switched decisions by signal off, for all migrations. */
  approveSignals: boolean;
  /** The address of Temporal's web pages, for links, and the namespace. */
  temporalUi?: string;
  namespace: string;
  /** Takes secrets out of whatever is shown to people, beside evidence, whose bytes its digest vouches for. */
  scrub: Scrub;
  /** Told a line for each request that failed on our side, and for each refused decision. */
  log: (line: string) => void;
};

export type Api = { url: string; close(): Promise<void> };
