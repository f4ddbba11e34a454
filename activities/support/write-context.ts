import { addImages } from '../../src/core/context/add-images.ts';
import { baselineWords } from '../../src/core/context/baseline-words.ts';
import { openingMessage } from '../../src/core/context/opening-message.ts';
import { stateMessage, type Resumed } from '../../src/core/context/state-message.ts';
import { escapePattern } from '../../src/core/paths/escape-pattern.ts';
import { groupModule } from '../../src/core/plan/group-module.ts';
import { verifyCommands } from '../../src/core/plan/verify-commands.ts';
import { pathMatcher } from '../../src/core/paths/path-matcher.ts';
import type { ConversationItem } from '../../src/domain/conversation.ts';
import type { Feedback } from '../../src/domain/feedback.ts';
import type { Verification } from '../../src/domain/evidence.ts';
import type { BlobRef, CommitId } from '../../src/domain/ids.ts';
import type { ModulePlan } from '../../src/domain/module-plan.ts';
import type { Plan } from '../../src/domain/plan.ts';
import type { Ports } from '../ports.ts';
import { chooseExamples, type MergedExample } from './choose-examples.ts';
import { explainFeedback } from './explain-feedback.ts';
import { findNeighbours } from './find-neighbours.ts';
import { handMade } from './hand-made.ts';
import { readJson } from './read-json.ts';
import { readTexts } from './read-texts.ts';

/** What a context is written from: never from a transcript, so that no compression can lose any of it. */
export type ContextWork = {
  plan: Plan;
  module: ModulePlan;
  attempt: number;
  /** How many the round has; as many as the migration file says, where it is missing. */
  attempts?: number;
  /** The commit that the module started from, and the one that it has reached. */
  start: CommitId;
  commit: CommitId;
  feedback: Feedback;
  /** The tests before the change. */
  baseline?: BlobRef;
  /** Of a member of a group: the commit that the group began on. What differs from it at `start` is the other members' work. */
  groupBase?: CommitId;
  /** Rules that people had added to the guide. */
  rules?: string[];
  /** Modules that were merged when this one began. */
  examples?: MergedExample[];
};

/**
 * The first message of a conversation: goal, guide, how it is verified, the module, its files (so many characters of them) and what is
 * around them.
 */
export async function writeOpening(
  ports: Pick<Ports, 'blobs' | 'store'>,
  work: ContextWork,
  characters: number,
): Promise<ConversationItem> {
  const { plan, module, commit, baseline, examples, rules = [] } = work;
  const mine = pathMatcher([...module.paths.map(escapePattern), ...module.mayChange]);
  const paths = (await ports.store.list(commit))
    .filter((entry) => entry.mode.startsWith('100') && mine(entry.path))
    .map((entry) => entry.path);
  const own = await readTexts(ports.store, commit, paths);
  const opening = openingMessage({
    file: plan.file,
    rules,
    module,
    goal: module.role === 'module' ? plan.file.goal : (plan.file[module.role]?.goal ?? plan.file.goal),
    verify: verifyCommands(plan, module),
    ...groupOf(plan, module),
    ...(baseline !== undefined && { baseline: baselineWords(await readJson<Verification>(ports.blobs, baseline)) }),
    files: paths.map((path) => ({ path, text: own.get(path) })),
    room: characters,
    ...(await findNeighbours(ports, plan, commit, own)),
    handMade: await handMade(ports.store, plan.examples),
    examples: await chooseExamples(ports, module, examples ?? []),
  });
  return addImages(opening, plan.images);
}

function groupOf(plan: Plan, { key, group: of }: ModulePlan) {
  const group = plan.groups?.find((candidate) => candidate.key === of);
  if (group === undefined) return {};
  const others = plan.modules.filter((other) => other.group === of && other.key !== key).map(({ path }) => path);
  return { group: { name: group.name, others, verify: verifyCommands(plan, groupModule(plan, group)) } };
}

/** The message that opens an attempt: its number, what was refused, and the changed files. */
export async function writeState(
  ports: Pick<Ports, 'blobs' | 'store'>,
  { plan, attempt, attempts = plan.file.budget.attempts, start, commit, feedback, groupBase = start }: ContextWork,
  resumed?: Resumed,
): Promise<ConversationItem> {
  return stateMessage({
    attempt,
    attempts,
    ...(resumed !== undefined && { resumed }),
    changed: await ports.store.changedPaths(start, commit),
    others: groupBase === start ? [] : await ports.store.changedPaths(groupBase, start),
    why: await explainFeedback(ports.blobs, feedback),
  });
}
