import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { access, readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { findTemporal } from '../../../src/dev/temporal/find-temporal.ts';
import { executable } from '../../support/executable.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const version = 'echo "temporal version 1.5.1"';

/** An address where nobody listens: downloads fail at once. */
const nowhere = 'http://127.0.0.1:9';

let home: string;
let bin: string;
let env: Record<string, string>;
let lines: string[];
const log = (line: string) => void lines.push(line);
const cachedPath = () => join(home, '.cache/drover/temporal/v1.5.1/temporal');

beforeEach(async () => {
  home = await temporaryFolder();
  bin = await temporaryFolder();
  // Only the test's own programs: this machine may have a temporal and a go.
  env = { HOME: home, PATH: bin };
  lines = [];
});

test('TEMPORAL_CLI_PATH comes first', async () => {
  await executable(bin, 'temporal', version);
  const path = await executable(await temporaryFolder(), 'mine', version);
  expect(await findTemporal({ env: { ...env, TEMPORAL_CLI_PATH: path }, log })).toEqual({
    path,
    from: 'TEMPORAL_CLI_PATH',
  });
});

test('a TEMPORAL_CLI_PATH that leads nowhere is refused by name, whatever else there is', async () => {
  await executable(bin, 'temporal', version);
  await expect(findTemporal({ env: { ...env, TEMPORAL_CLI_PATH: '/nowhere/temporal' }, log })).rejects.toMatchObject({
    type: 'InputRefused',
    message: expect.stringMatching(/TEMPORAL_CLI_PATH is '\/nowhere\/temporal'/),
  });
});

test('then PATH, then the cache, and neither says a word', async () => {
  await serveRelease(await archive(version), async (downloadFrom) => findTemporal({ env, log, downloadFrom }));
  lines = [];
  expect(await findTemporal({ env, log, downloadFrom: nowhere })).toEqual({ path: cachedPath(), from: 'cache' });
  const path = await executable(bin, 'temporal', version);
  expect(await findTemporal({ env, log, downloadFrom: nowhere })).toEqual({ path, from: 'PATH' });
  expect(lines).toEqual([]);
});

test('a download goes into the cache and leaves nothing else there', async () => {
  const found = await serveRelease(await archive(version), (downloadFrom) => findTemporal({ env, log, downloadFrom }));
  expect(found).toEqual({ path: cachedPath(), from: 'download' });
  expect(await readdir(dirname(cachedPath()))).toEqual(['temporal']);
  expect(lines.join('\n')).toContain('Downloading');
});

test('where no download can be had it is built with Go, into the cache', async () => {
  await executable(
    bin,
    'go',
    `echo "$@" > "${home}/asked"; printf '#!/bin/sh\\n${version}\\n' > "$GOBIN/temporal"; /bin/chmod +x "$GOBIN/temporal"`,
  );
  expect(await findTemporal({ env, log, downloadFrom: nowhere })).toEqual({ path: cachedPath(), from: 'go' });
  expect(await readFile(join(home, 'asked'), 'utf8')).toContain(
    'install -ldflags=-s -w github.com/temporalio/cli/cmd/temporal@v1.5.1',
  );
  expect(await readdir(dirname(cachedPath()))).toEqual(['temporal']);
  expect(lines.join('\n')).toMatch(/minutes, once/);
});

test('a program that does not run is not kept, and the next way is tried', async () => {
  await executable(bin, 'go', 'echo "go: no network" >&2; exit 1');
  const found = serveRelease(await archive('exit 1'), (downloadFrom) => findTemporal({ env, log, downloadFrom }));
  await expect(found).rejects.toThrow(/no temporal program that runs here[^]*go: no network/);
  await expect(access(cachedPath())).rejects.toThrow('ENOENT');
  expect(await readdir(dirname(cachedPath()))).toEqual([]);
});

test('where nothing works the failure says why and names three ways out', async () => {
  await executable(bin, 'go', 'exit 1');
  await expect(findTemporal({ env, log, downloadFrom: nowhere })).rejects.toMatchObject({
    type: 'InputRefused',
    message: expect.stringMatching(
      /could not be downloaded from http:\/\/127.0.0.1:9: .*[^]*1\. install[^]*2\. set TEMPORAL_CLI_PATH[^]*3\. install Go/,
    ),
  });
});

test('a build under way ends with the signal', async () => {
  const controller = new AbortController();
  await executable(bin, 'go', 'exec /bin/sleep 1000');
  const abortAtBuild = (line: string) =>
    line.startsWith('Building') && setImmediate(() => controller.abort(new Error('no more')));
  const found = findTemporal({ env, log: abortAtBuild, downloadFrom: nowhere, signal: controller.signal });
  await expect(found).rejects.toThrow('no more');
  expect(await readdir(dirname(cachedPath()))).toEqual([]);
});

/** A release's archive with a program of these lines. */
async function archive(program: string): Promise<Buffer> {
  const folder = await temporaryFolder();
  await executable(folder, 'temporal', program);
  await execa('tar', ['-czf', join(folder, 'archive.tar.gz'), '-C', folder, 'temporal']);
  return readFile(join(folder, 'archive.tar.gz'));
}

/** Serves a release in the way of Temporal's own download service. */
async function serveRelease<T>(bytes: Buffer, use: (url: string) => Promise<T>): Promise<T> {
  const server: Server = createServer((request, response) => {
    const url = new URL(request.url ?? '', `http://${request.headers.host}`);
    if (url.pathname === '/archive') response.end(bytes);
    else if (url.pathname === '/cli/v1.5.1' && url.searchParams.get('format') === 'tar.gz') {
      response.end(JSON.stringify({ archiveUrl: `${url.origin}/archive`, fileToExtract: 'temporal' }));
    } else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
}
