import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { build } from '../../../src/dev/launch/build.mjs';
import { findTemporal } from '../../../src/dev/temporal/find-temporal.ts';
import { startTemporal, type TemporalServer } from '../../../src/dev/temporal/start-temporal.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The one Temporal dev server that the long tests share, in memory, and the program that it was started from. */
    temporal: { address: string; namespace: string; binary: string };
  }
}

let server: TemporalServer | undefined;

const say = (line: string) => process.stderr.write(`${line}\n`);

/** Makes what the long tests share: a fresh build of this checkout and a Temporal dev server. */
export async function setup(project: TestProject): Promise<void> {
  await build(fileURLToPath(new URL('../../..', import.meta.url)), say);
  const { path } = await findTemporal({ env: process.env, log: say });
  server = await startTemporal({ binary: path, ui: false, log: say });
  project.provide('temporal', { address: server.address, namespace: server.namespace, binary: path });
}

export async function teardown(): Promise<void> {
  await server?.stop();
}
