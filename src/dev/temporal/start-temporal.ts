import { mkdir } from 'node:fs/promises';
import getPort from 'get-port';
import { Failure } from '../../domain/failure.ts';
import { spawnTied, type TiedProcess } from '../processes/spawn-tied.ts';
import { prepareNamespace } from './prepare-namespace.ts';
import { serverArguments } from './server-arguments.ts';

export type StartTemporalOptions = {
  /** The temporal program, as `findTemporal` found it. */
  binary: string;
  /** Where the database file temporal.db lies; without it everything is kept in memory. */
  folder?: string;
  /** Whether Temporal's web pages are served, too. */
  ui: boolean;
  /** The server's dynamic configuration, beside what Drover always sets: for tests that need other limits. */
  dynamicConfig?: Record<string, number>;
  /** Told every line that the server prints: it prints errors alone. */
  log: (line: string) => void;
};

export type TemporalServer = {
  /** Host and port of its gRPC service. */
  address: string;
  /** The address of its web pages. */
  ui?: string;
  namespace: 'default';
  pid: number;
  /** Resolves when the server has ended, whyever. */
  ended: Promise<void>;
  /** Ends the server and resolves when it is gone. */
  stop(): Promise<void>;
};

const attempts = 5;

/** Enough for a Go program's panic: its reason comes first, then where every goroutine was. */
const keptLines = 60;

/**
 * Starts a Temporal dev server on free ports of 127.0.0.1 and waits until it does its work. It ends with this process, however
 * that ends. Another program may take a port between its choice and its use: then others are chosen. Throws a `Broken`
 * failure with the server's last lines.
 */
export async function startTemporal(options: StartTemporalOptions): Promise<TemporalServer> {
  if (options.folder !== undefined) await mkdir(options.folder, { recursive: true });
  for (let attempt = 1; ; attempt += 1) {
    const port = await getPort({ host: '127.0.0.1' });
    const uiPort = options.ui ? await getPort({ host: '127.0.0.1', exclude: [port] }) : undefined;
    const lastLines: string[] = [];
    const onLine = (line: string, from: 'stdout' | 'stderr') => {
      lastLines.push(line);
      if (lastLines.length > keptLines) lastLines.shift();
      // Standard output has a greeting with addresses, which the caller says better.
      if (from === 'stderr') options.log(line);
    };
    const server = await spawnTied(
      options.binary,
      serverArguments({ ...options, port, uiPort, folder: options.folder }),
      {
        env: {},
        onLine,
      },
    );
    const address = `127.0.0.1:${port}`;
    if (await becameReady(server, address, options.log)) {
      const ui = uiPort === undefined ? {} : { ui: `http://127.0.0.1:${uiPort}` };
      const ended = server.ended.then(() => {});
      return { address, ...ui, namespace: 'default', pid: server.pid, ended, stop: () => kill(server) };
    }
    const said = lastLines.join('\n');
    if (!/address already in use|ephemeral port/.test(said) || attempt === attempts) {
      throw new Failure('Broken', `The Temporal dev server ${options.binary} did not start:\n${said}`);
    }
  }
}

/** False when the server ended before it was ready. */
async function becameReady(server: TiedProcess, address: string, log: (line: string) => void): Promise<boolean> {
  const gaveUp = new AbortController();
  try {
    return await Promise.race([
      server.ended.then(() => false),
      prepareNamespace(address, gaveUp.signal, log).then(() => true),
    ]);
  } catch (error) {
    await kill(server);
    throw error;
  } finally {
    gaveUp.abort();
  }
}

/** Closing takes the server one to two seconds and brings nothing: a database with a write-ahead log loses nothing at a kill. */
async function kill(server: TiedProcess): Promise<void> {
  server.child.kill('SIGKILL');
  await server.ended;
}
