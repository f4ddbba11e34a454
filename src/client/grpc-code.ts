import { isGrpcServiceError } from '@temporalio/client';

/** gRPC's code of an error, which the client wraps once or twice; undefined for one that is none of gRPC's. */
export function grpcCode(error: unknown): number | undefined {
  for (let inner = error; inner instanceof Error; inner = inner.cause) {
    if (isGrpcServiceError(inner)) return inner.code;
  }
  return undefined;
}
