import { Client, Connection } from '@temporalio/client';
import type { Blobs } from '../ports/blobs.ts';
import { claimCheck } from './claim-check.ts';

export type ClientOptions = {
  address: string;
  namespace: string;
  /** Where large payloads lie: the store that the workers use, too. */
  blobs: Blobs;
};

/** Connects to Temporal. The caller closes the connection. */
export async function connect({
  address,
  namespace,
  blobs,
}: ClientOptions): Promise<{ client: Client; close(): Promise<void> }> {
  const connection = await Connection.connect({ address });
  const client = new Client({ connection, namespace, dataConverter: { payloadCodecs: [claimCheck(blobs)] } });
  return { client, close: () => connection.close() };
}
