import { Client, Connection } from '@temporalio/client';

export type ClientOptions = { address: string; namespace: string };

/** Connects to Temporal. The caller closes the connection. */
export async function connect({
  address,
  namespace,
}: ClientOptions): Promise<{ client: Client; close(): Promise<void> }> {
  const connection = await Connection.connect({ address });
  return { client: new Client({ connection, namespace }), close: () => connection.close() };
}
