import type { ModuleDetailResource } from '../resources/module-detail-resource.ts';
import { addUsage } from '../../core/workflow/add-usage.ts';
import { noUsage } from '../../core/workflow/no-usage.ts';
import { orderSteps } from './order-steps.ts';
import type { StepRecord } from './step-record.ts';

type Round = ModuleDetailResource['rounds'][number];
type Turn = Round['attempts'][number]['turns'][number];

/** All that was done for a module, by round, attempt and turn, from its step records. */
export function moduleRounds(steps: StepRecord[]): Round[] {
  const rounds = new Map<number, Round>();
  for (const step of orderSteps(steps)) {
    const round = rounds.get(step.round) ?? emptyRound(step.round);
    rounds.set(step.round, round);
    add(round, step);
  }
  return [...rounds.values()];
}

function emptyRound(round: number): Round {
  return { round, baselines: [], recipes: [], attempts: [], verifications: [], reviews: [], merges: [] };
}

function add(round: Round, step: StepRecord): void {
  switch (step.kind) {
    case 'baseline': {
      const { baseline, tests, failing, problem } = step.result;
      round.baselines.push({
        commit: step.commit,
        verification: baseline,
        tests,
        failing,
        ...(problem !== undefined && { problem }),
      });
      return;
    }
    case 'recipe': {
      const { commit, changed, leftOut, failure } = step.result;
      round.recipes.push({ start: step.start, commit, changed, leftOut, ...(failure !== undefined && { failure }) });
      return;
    }
    case 'compression': {
      const turn = turnOf(round, step);
      turn.usage = addUsage(turn.usage, step.result.usage);
      return;
    }
    case 'model': {
      const turn = turnOf(round, step);
      const { said, request, reply, incomplete, recorded, usage } = step.result;
      Object.assign(turn, {
        said,
        ...(request !== undefined && { request }),
        reply,
        ...(incomplete !== undefined && { incomplete }),
        recorded,
        usage: addUsage(turn.usage, usage),
      });
      return;
    }
    case 'tools':
      Object.assign(turnOf(round, step), { did: step.result.did, commit: step.result.commit });
      return;
    case 'verify':
      round.verifications.push({ step: step.of, commit: step.commit, ...step.result });
      return;
    case 'review': {
      const { attempt, head, model, document, findings, severe, why } = step.result;
      round.reviews.push({
        attempt,
        head,
        model,
        document,
        findings,
        severe,
        ...(why !== undefined && { why }),
      });
      return;
    }
    case 'merge': {
      const { head, onto, result } = step;
      const end = result.kind === 'merged' ? { commit: result.commit } : { conflicts: result.paths };
      round.merges.push({ head, onto, ...end });
      return;
    }
    default:
      return step satisfies never;
  }
}

function turnOf(round: Round, { attempt, turn }: { attempt: number; turn: number }): Turn {
  let found = round.attempts.find((known) => known.attempt === attempt);
  if (found === undefined) round.attempts.push((found = { attempt, turns: [] }));
  let known = found.turns.find((other) => other.turn === turn);
  if (known === undefined)
    found.turns.push((known = { turn, said: '', recorded: false, did: [], usage: { ...noUsage } }));
  return known;
}
