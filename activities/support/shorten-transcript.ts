import { Context } from '@temporalio/activity';
import { carriedMessage, carriedText } from '../../src/core/context/carried-message.ts';
import { newestTurns } from '../../src/core/context/newest-turns.ts';
import { shortenOutput } from '../../src/core/context/shorten-output.ts';
import { turnLog } from '../../src/core/context/turn-log.ts';
import { noUsage } from '../../src/core/workflow/no-usage.ts';
import type { ConversationItem } from '../../src/domain/conversation.ts';
import { Failure } from '../../src/domain/failure.ts';
import type { Compression } from '../compress-context.ts';
import type { Ports } from '../ports.ts';
import { compactRemotely } from './compact-remotely.ts';
import { summarize, type SummaryWork } from './summarize.ts';

/** The newest turns stay word for word, up to this share of the input and so many tokens. */
const keptShare = 0.1;
const keptTokens = 20_000;
const logCharacters = 8_000;
/** After so many activity retries it goes on without the provider's help. */
const patience = 3;

type Shortened = Pick<Compression, 'how' | 'turns' | 'problems' | 'request' | 'unknown' | 'usage'> & {
  /** What takes the transcript's place. */
  carried: ConversationItem[];
};

/**
 * Shortens a transcript by the best way that can be gone: the provider's own compaction, else the model's summary and the newest turns after it, else a list
 * of what was done and the newest turns.
 */
export async function shortenTranscript(
  ports: Pick<Ports, 'blobs' | 'journal' | 'model'>,
  work: SummaryWork,
  items: ConversationItem[],
  signal: AbortSignal,
): Promise<Shortened> {
  const room = Math.min(keptTokens, work.model.inputLimit * keptShare) / 2 ** (work.number - 1);
  const newest = newestTurns(items, room);
  const turns = { kept: newest.kept, dropped: newest.dropped };
  if (newest.whole) return { how: 'truncated', turns, problems: [], usage: noUsage, carried: newest.items };

  const compacted = await orProblem(() => compactRemotely(ports, work, items, signal));
  if ('items' in compacted) {
    const { items: carried, ...paid } = compacted;
    return {
      how: 'compacted',
      turns: { kept: 0, dropped: turns.kept + turns.dropped },
      problems: [],
      ...paid,
      carried,
    };
  }
  const problems = [compacted.problem];
  const summary = await orProblem(() => summarize(ports, work, items, signal));
  if ('text' in summary) {
    const { text, ...paid } = summary;
    const carried = [carriedMessage({ how: 'summary', text }), ...newest.items];
    return { how: 'summary', turns, problems, ...paid, carried };
  }
  const { problem, request, usage = noUsage, unknown = 0 } = { ...none, ...summary };
  const earlier = shortenOutput(carriedText(items), logCharacters);
  const text = [earlier, turnLog(items, logCharacters)].filter((part) => part !== '').join('\n');
  return {
    how: 'truncated',
    turns,
    problems: [...problems, problem],
    ...(request !== undefined && { request }),
    usage,
    unknown,
    carried: [carriedMessage({ how: 'log', text }), ...newest.items],
  };
}

const none = { request: undefined, usage: undefined, unknown: undefined };

/** A provider that is out of order for a moment is asked again by Temporal, and a shorter conversation is not worth a longer wait. */
async function orProblem<T>(ask: () => Promise<T>): Promise<T | { problem: string }> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    if (error.retryable && Context.current().info.attempt < patience) throw error;
    return { problem: error.message };
  }
}
