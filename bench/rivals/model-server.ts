import { setTimeout as sleep } from 'node:timers/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { plainEnvironment } from './rig.ts';

/** What the rig's model server counted for one label; it has more fields, which go into the row as they are. */
export type LabelStats = { label: string; calls: number; reqBytes?: number; stages?: Record<string, number> };

export type ModelServer = {
  /** The base URL for a client, whose requests are counted under the label. */
  baseUrl(label: string): string;
  stats(label: string): Promise<LabelStats>;
  stop(): Promise<void>;
};

const startMs = 10_000;

/** Starts the rig's model server and waits until it answers. */
export async function startModelServer(options: {
  rig: string;
  port: number;
  latency: number;
  out: string;
}): Promise<ModelServer> {
  const { rig, port, latency, out } = options;
  const args = [join(rig, 'model.mjs'), '--port', port, '--latency', latency, '--log', join(out, 'model.jsonl')];
  const server = execa(process.execPath, args.map(String), {
    env: plainEnvironment(),
    extendEnv: false,
    reject: false,
    stdin: 'ignore',
  });
  let ended = false;
  void server.finally(() => (ended = true));
  const origin = `http://127.0.0.1:${port}`;
  const deadline = Date.now() + startMs;
  while (!(await answers(origin))) {
    if (ended) throw new Error(`The model server did not start on port ${port}: ${(await server).stderr}`);
    if (Date.now() > deadline) throw new Error(`The model server on port ${port} does not answer.`);
    await sleep(50);
  }
  // Somebody else's server on this port would answer as well, and count for somebody else.
  await sleep(50);
  if (ended) throw new Error(`Port ${port} is taken: choose another one with -P.`);
  return {
    baseUrl: (label) => `${origin}/c/${label}/v1`,
    stats: async (label) => (await (await fetch(`${origin}/stats?label=${label}`)).json()) as LabelStats,
    async stop() {
      server.kill();
      await server;
    },
  };
}

async function answers(origin: string): Promise<boolean> {
  return fetch(`${origin}/v1/models`).then(
    (response) => response.ok,
    () => false,
  );
}
