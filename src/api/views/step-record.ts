import type { Baseline } from '../../../activities/measure-baseline.ts';
import type { Compression } from '../../../activities/compress-context.ts';
import type { MergedModule } from '../../../activities/merge-module.ts';
import type { ModelTurn } from '../../../activities/call-model.ts';
import type { ReviewResult } from '../../../activities/review-module.ts';
import type { RecipeResult } from '../../../activities/run-recipe.ts';
import type { ToolsResult } from '../../../activities/run-tools.ts';
import type { Verdict } from '../../../activities/verify-module.ts';

type Place = { /** For instance 'round-1/attempt-2/turn-3/tools'. */ step: string; round: number };
type Turn = Place & { attempt: number; turn: number };

/** A module's step as its record has it. */
export type StepRecord =
  | (Place & { kind: 'baseline'; commit: string; result: Baseline })
  | (Place & { kind: 'recipe'; start: string; result: RecipeResult })
  | (Turn & { kind: 'model'; result: Extract<ModelTurn, { kind: 'reply' }> & { request?: string } })
  | (Turn & { kind: 'compression'; result: Compression })
  | (Turn & { kind: 'tools'; result: ToolsResult })
  | (Place & { kind: 'verify'; of: string; attempt?: number; commit: string; result: Verdict })
  | (Place & { kind: 'review'; commit: string; attempt: number; result: ReviewResult })
  | (Place & { kind: 'merge'; head: string; onto: string; result: MergedModule });

/**
 * Reads a record of a module by its name (without 'modules/KEY/'). Undefined for records of other kinds, which later versions may have, and
 * for those that are not as they should be: what is shown of a migration must not fail because of one of them.
 */
export function stepRecord(step: string, value: unknown): StepRecord | undefined {
  const [, round, rest = ''] = /^round-(\d+)\/(.+)$/.exec(step) ?? [];
  if (round === undefined || typeof value !== 'object' || value === null) return undefined;
  const place = { step, round: Number(round) };
  const turn = /^attempt-(\d+)\/turn-(\d+)\/(model|tools|compression-\d+)$/.exec(rest);
  const { result } = value as { result?: unknown };
  if (turn) {
    const at = { ...place, attempt: Number(turn[1]), turn: Number(turn[2]) };
    if (turn[3] === 'model') return isObject(value) ? { ...at, kind: 'model', result: value as never } : undefined;
    const kind = turn[3] === 'tools' ? 'tools' : 'compression';
    return isObject(result) ? { ...at, kind, result: result as never } : undefined;
  }
  if (!isObject(result)) return undefined;
  const [, kind, commit = ''] = /^(baseline|recipe)-([0-9a-f]{40})$/.exec(rest) ?? [];
  if (kind === 'baseline') return { ...place, kind, commit, result: result as never };
  if (kind === 'recipe') return { ...place, kind, start: commit, result: result as never };
  const [, of, verified = ''] = /^verify-(.+)-([0-9a-f]{40})$/.exec(rest) ?? [];
  if (of !== undefined) {
    const [, attempt] = /^attempt-(\d+)/.exec(of) ?? [];
    const numbered = attempt === undefined ? {} : { attempt: Number(attempt) };
    return { ...place, kind: 'verify', of, ...numbered, commit: verified, result: result as never };
  }
  const [, reviewed] = /^review-([0-9a-f]{40})$/.exec(rest) ?? [];
  if (reviewed !== undefined) {
    const review = result as ReviewResult;
    return { ...place, kind: 'review', commit: reviewed, attempt: review.attempt, result: review };
  }
  const [, head = '', onto = ''] = /^merge-([0-9a-f]{40})-onto-([0-9a-f]{40})$/.exec(rest) ?? [];
  return head === '' ? undefined : { ...place, kind: 'merge', head, onto, result: result as never };
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
