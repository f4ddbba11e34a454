import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { execa } from 'execa';
import { temporalVersion } from './temporal-version.ts';

/** A download that receives nothing for this long is given up: without a network, some machines never get an answer. */
const idleMs = 20_000;

/** Where the Temporal project offers its releases. */
export const temporalDownloads = 'https://temporal.download';

/** Its name in the archive. */
const program = 'temporal';

/**
 * Downloads the Temporal command line tool into the folder, from where the Temporal SDKs get theirs: GET /cli/VERSION answers with
 * the archive's address and the program's name in it. Throws an error in one sentence.
 */
export async function downloadTemporal(
  folder: string,
  options: { log: (line: string) => void; signal?: AbortSignal; downloadFrom?: string },
): Promise<void> {
  const from = options.downloadFrom ?? temporalDownloads;
  options.log(`Downloading it from ${from} ...`);
  const idle = idleWatch(options.signal);
  try {
    const archiveUrl = await temporalArchive(from, idle.signal);
    const archive = join(folder, 'archive.tar.gz');
    const { body } = await get(archiveUrl, idle.signal);
    if (!body) throw new Error('the archive is empty');
    await pipeline(Readable.fromWeb(body), idle.pass, createWriteStream(archive), { signal: idle.signal });
    await execa('tar', ['-xzf', archive, '-C', folder, '--', program]);
    await rm(archive);
  } catch (error) {
    throw new Error(`The Temporal dev server could not be downloaded from ${from}: ${reason(error)}.`, {
      cause: error,
    });
  } finally {
    idle.stop();
  }
}

type DownloadInfo = { archiveUrl: string; fileToExtract: string };

/** The address of this machine's archive. Throws when it can't be had from there. */
export async function temporalArchive(from: string, signal: AbortSignal): Promise<string> {
  const query = new URLSearchParams({ arch: architecture(), platform: process.platform, format: 'tar.gz' }).toString();
  const answer = await get(`${from}/cli/${temporalVersion}?${query}`, signal);
  const info = (await answer.json()) as Partial<DownloadInfo>;
  if (info.archiveUrl && info.fileToExtract === program) return info.archiveUrl;
  throw new Error(`unexpected answer ${JSON.stringify(info)}`);
}

function architecture(): string {
  return process.arch === 'x64' ? 'amd64' : process.arch;
}

async function get(url: string, signal: AbortSignal): Promise<Response> {
  const response = await fetch(url, { signal });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return response;
}

/** A signal that aborts when `pass` has let nothing through for a while, or when the given one does. */
function idleWatch(outer: AbortSignal | undefined) {
  const controller = new AbortController();
  const giveUp = () => controller.abort(new Error(`nothing came for ${idleMs / 1000} s`));
  const timer = setTimeout(giveUp, idleMs);
  const signal = outer ? AbortSignal.any([outer, controller.signal]) : controller.signal;
  async function* pass(chunks: AsyncIterable<Uint8Array>) {
    for await (const chunk of chunks) {
      timer.refresh();
      yield chunk;
    }
  }
  return { signal, pass, stop: () => clearTimeout(timer) };
}

/** `fetch` says only 'fetch failed'; what happened is in its cause. */
function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
