import { Connection, isGrpcServiceError } from '@temporalio/client';

/** What a Temporal server's address leads to. */
export type TemporalProbe =
  | { kind: 'ready'; version: string }
  | { kind: 'unreachable'; why: string }
  | { kind: 'no-namespace'; version: string };

const patienceMs = 5_000;
const notFound = 5;

/** Connects to a Temporal server as workers do, and asks for the namespace. */
export async function probeTemporal(address: string, namespace: string): Promise<TemporalProbe> {
  let connection: Connection | undefined;
  try {
    connection = await Connection.connect({ address, connectTimeout: patienceMs });
    const { workflowService } = connection;
    const within = <T>(call: () => Promise<T>) =>
      (connection as Connection).withDeadline(Date.now() + patienceMs, call);
    const { serverVersion } = await within(() => workflowService.getSystemInfo({}));
    const version = serverVersion ?? 'of an unknown version';
    try {
      await within(() => workflowService.describeNamespace({ namespace }));
      return { kind: 'ready', version };
    } catch (error) {
      if (grpcCode(error) === notFound) return { kind: 'no-namespace', version };
      throw error;
    }
  } catch (error) {
    return { kind: 'unreachable', why: reason(error) };
  } finally {
    await connection?.close();
  }
}

function grpcCode(error: unknown): number | undefined {
  return isGrpcServiceError(error) ? error.code : undefined;
}

function reason(error: unknown): string {
  if (isGrpcServiceError(error)) return error.details || error.message;
  return error instanceof Error ? error.message : String(error);
}
