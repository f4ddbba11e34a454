import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { Payload, PayloadCodec } from '@temporalio/common';
import type { Blobs } from '../ports/blobs.ts';

/** In bytes. Temporal warns of payloads of 256 KiB and refuses those of 2 MiB; all of a workflow's history has to fit into 50 MiB. */
const mostInline = 128 * 1024;
/** What a payload may unpack to, so that a few bytes in a store can't fill a worker's memory. */
const mostUnpacked = 512 * 1024 * 1024;

/** Marks a payload whose content lies in the blob store, and says how it is packed there. */
const mark = 'drover-claim-check';

/**
 * Keeps large payloads out of Temporal: their content goes into the blob store, compressed, and Temporal carries its address. So the state of a
 * migration of ten thousand modules passes from run to run, and no payload comes near Temporal's limits. Whoever reads such a payload needs the
 * same blob store; one whose blob is gone can't be read, and a workflow that needs it waits, tried again by Temporal, until it is back.
 * The pattern has its name from Temporal's documentation of large payloads.
 */
export function claimCheck(blobs: Blobs): PayloadCodec {
  return {
    encode: (payloads) => Promise.all(payloads.map((payload) => deposit(blobs, payload))),
    decode: (payloads) => Promise.all(payloads.map((payload) => claim(blobs, payload))),
  };
}

async function deposit(blobs: Blobs, payload: Payload): Promise<Payload> {
  const { data, metadata } = payload;
  if (!data || data.byteLength <= mostInline) return payload;
  const blob = await blobs.put(await promisify(gzip)(data));
  // Still JSON by its encoding, so that the Temporal UI shows where the content lies.
  return {
    ...payload,
    metadata: { ...metadata, [mark]: Buffer.from('gzip') },
    data: Buffer.from(JSON.stringify({ blob, bytes: data.byteLength })),
  };
}

async function claim(blobs: Blobs, payload: Payload): Promise<Payload> {
  const { [mark]: packed, ...metadata } = payload.metadata ?? {};
  if (packed === undefined || packed === null) return payload;
  const blob = addressIn(payload);
  if (blob === undefined) return payload;
  const data = await promisify(gunzip)(await blobs.get(blob), { maxOutputLength: mostUnpacked });
  return { ...payload, metadata, data };
}

/** Anybody who may send a signal may send one that only looks like a claim: it goes on as it is, and its handler refuses it. An error here would stop the workflow for good. */
function addressIn({ data }: Payload): string | undefined {
  try {
    const { blob } = JSON.parse(Buffer.from(data ?? []).toString()) as { blob?: unknown };
    return typeof blob === 'string' && /^[0-9a-f]{64}$/.test(blob) ? blob : undefined;
  } catch {
    return undefined;
  }
}
