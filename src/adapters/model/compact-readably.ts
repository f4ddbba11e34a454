import type { CompactOutcome, ModelRequest } from '../../ports/model.ts';
import type { Provider } from './provider.ts';
import { sendCompaction } from './send-compaction.ts';
import { withoutEncrypted } from './without-encrypted.ts';

/** Compacts a request's input at the provider, at the second try without encrypted items where it can't read those. */
export async function compactReadably(
  provider: Provider,
  request: ModelRequest,
  key: string,
  signal: AbortSignal,
): Promise<CompactOutcome> {
  const first = await sendCompaction(provider, request, key, signal);
  const input = withoutEncrypted(request.input);
  const isUnreadable = first.kind === 'unreadable-reasoning' && input.length < request.input.length;
  // Another body needs another idempotency key.
  const last = isUnreadable
    ? await sendCompaction(provider, { ...request, input }, `${key}/without-reasoning`, signal)
    : first;
  switch (last.kind) {
    case 'compacted':
    case 'unsupported':
      return last;
    case 'overflow':
      // Too long to be shortened there: other means have to.
      return { kind: 'unsupported', message: last.message };
    default:
      return { kind: 'unsupported', message: last.failure.message };
  }
}
