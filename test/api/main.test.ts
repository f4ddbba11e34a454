import { resolve } from 'node:path';
import { inject, expect, it, onTestFinished } from 'vitest';
import { spawnTied } from '../../src/dev/processes/spawn-tied.ts';
import { fileTokens } from '../../src/api/tokens/file-tokens.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

type Started = { url?: string; access?: string; lines: string[]; stop(): Promise<number | null> };

/** Starts the API as a process, as an operator does, and waits until it is ready or has ended. */
async function startMain(env: Record<string, string>): Promise<Started> {
  const lines: string[] = [];
  let becomeReady: (line: string) => void = () => {};
  const ready = new Promise<string>((resolved) => (becomeReady = resolved));
  const main = resolve('dist/src/api/main.js');
  const program = await spawnTied(process.execPath, ['--enable-source-maps', main], {
    env: { PATH: process.env['PATH'], TEMPORAL_ADDRESS: inject('temporal').address, DROVER_API_PORT: '0', ...env },
    onLine(line, from) {
      lines.push(line);
      if (from === 'stdout') becomeReady(line);
    },
  });
  onTestFinished(() => void program.child.kill('SIGKILL'));
  const line = await Promise.race([ready, program.ended.then(() => undefined)]);
  return {
    ...(line === undefined ? {} : (JSON.parse(line) as { url: string; access: string })),
    lines,
    async stop() {
      program.child.kill('SIGTERM');
      return (await program.ended).code;
    },
  };
}

it('serves until it is told to end, and asks for tokens as soon as there are any', async () => {
  const dataFolder = await temporaryFolder();
  const open = await startMain({ DROVER_DATA: dataFolder });
  expect(open.access).toBe('loopback');
  expect(await (await fetch(`${open.url}/readyz`)).json()).toEqual({ status: 'ready' });
  expect(await open.stop()).toBe(0);

  const token = await fileTokens(dataFolder).create('ann', ['viewer']);
  const closed = await startMain({ DROVER_DATA: dataFolder, DROVER_API_HOST: '0.0.0.0' });
  expect(closed.access).toBe('tokens');
  expect((await fetch(`${closed.url}/v1/migrations`)).status).toBe(401);
  const authorization = `Bearer ${token}`;
  const list = await fetch(`${closed.url}/v1/migrations`, { headers: { authorization } });
  expect(await list.json()).toEqual({ migrations: [] });
  expect(await closed.stop()).toBe(0);
});

it('does not start where others would reach it without a token, nor with a setting that is wrong, and says so in a line', async () => {
  const dataFolder = await temporaryFolder();
  const reachable = await startMain({ DROVER_DATA: dataFolder, DROVER_API_HOST: '0.0.0.0' });
  expect(reachable.url).toBeUndefined();
  expect(reachable.lines).toEqual([expect.stringMatching(/there is no token: make one with `drover token create/)]);
  const wrong = await startMain({ DROVER_DATA: dataFolder, DROVER_LOCAL_REPOSITORIES: 'yes' });
  expect(wrong.lines).toEqual(['DROVER_LOCAL_REPOSITORIES is "yes": write refuse or allow.']);
});
