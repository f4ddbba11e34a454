import { z } from 'zod';
import { isSevere } from '../src/core/review/review-lines.ts';
import { readAnswer } from '../src/core/review/read-answer.ts';
import { reviewInstructions } from '../src/core/review/review-instructions.ts';
import { reviewMessage } from '../src/core/review/review-message.ts';
import { reviewSettings, type ReviewSettings } from '../src/core/review/review-settings.ts';
import { findModel } from '../src/core/models/find-model.ts';
import { addUsage } from '../src/core/workflow/add-usage.ts';
import { noUsage } from '../src/core/workflow/no-usage.ts';
import type { ConversationItem, Json } from '../src/domain/conversation.ts';
import type { Evidence } from '../src/domain/evidence.ts';
import { Failure } from '../src/domain/failure.ts';
import type { BlobRef, CommitId } from '../src/domain/ids.ts';
import type { ModulePlan } from '../src/domain/module-plan.ts';
import type { Plan } from '../src/domain/plan.ts';
import { ReviewReply, type ReviewDocument, type ReviewNote } from '../src/domain/review.ts';
import type { Usage } from '../src/domain/usage.ts';
import type { ModelRequest } from '../src/ports/model.ts';
import type { Ports } from './ports.ts';
import { askModel } from './support/ask-model.ts';
import { findModule, loadPlan } from './support/load-plan.ts';
import type { ModuleStep } from './support/module-step.ts';
import { once } from './support/once.ts';
import { readJson } from './support/read-json.ts';
import { withHeartbeat } from './support/with-heartbeat.ts';

export type ReviewModuleInput = ModuleStep & {
  attempt: number;
  /** The commits between which the change lies, and the evidence for it. */
  start: CommitId;
  commit: CommitId;
  evidence: BlobRef;
  /** Rules that people had added to the guide. */
  rules?: string[];
};
export type ReviewResult = ReviewNote & {
  usage: Usage;
  /** Earlier calls of the very same that were under way when a worker died; charged, too. */
  unknown?: number;
  /** The addresses of the newest request and reply. */
  request?: BlobRef;
  reply?: BlobRef;
};
type ReviewPorts = Pick<Ports, 'blobs' | 'journal' | 'model' | 'records' | 'store'>;

const answerName = 'report_findings';
/** A share of the model's input for the diff; the rest is goal, guide and evidence. About four characters are a token. */
const diffShare = 0.8 * 4;
const { $schema: _, ...schema } = z.toJSONSchema(ReviewReply) as { [name: string]: Json };

/**
 * Lets a second conversation look at a verified change, once for each head: it is recorded before it is returned, and its calls are in the
 * journal. An answer that can't be read is asked for once more, as a function's arguments; then the review says that it failed.
 */
export function reviewModule(ports: ReviewPorts) {
  return (input: ReviewModuleInput): Promise<ReviewResult> =>
    withHeartbeat(async (signal) => {
      const plan = await loadPlan(ports.blobs, input.plan);
      const module = findModule(plan, input.module);
      const settings = reviewSettings(plan.file);
      if (settings === undefined)
        throw new Failure('Broken', 'A module was to be reviewed whose migration has no review.');
      const step = `modules/${module.key}/round-${input.round}/review-${input.commit}`;
      return once(ports.records, input.migration, step, async () => {
        const message = await writeMessage(ports, plan, module, { ...input, settings });
        const asked = await ask(ports, requestFor(plan, module, settings, message), { plan, module, input }, signal);
        return note(ports, asked, { input, module, settings });
      });
    });
}

async function writeMessage(
  ports: ReviewPorts,
  plan: Plan,
  module: ModulePlan,
  { start, commit, evidence, rules = [], settings }: ReviewModuleInput & { settings: ReviewSettings },
): Promise<ConversationItem> {
  const { file } = plan;
  const { inputLimit } = findModel(settings.model, file.model.catalog).model;
  return reviewMessage({
    file,
    rules,
    module,
    goal: module.role === 'module' ? file.goal : (file[module.role]?.goal ?? file.goal),
    evidence: await readJson<Evidence>(ports.blobs, evidence),
    diff: await ports.store.diff(start, commit),
    room: Math.floor(diffShare * inputLimit),
  });
}

function requestFor(
  plan: Plan,
  module: ModulePlan,
  { model, effort }: ReviewSettings,
  item: ConversationItem,
): ModelRequest & { answer: NonNullable<ModelRequest['answer']> } {
  return {
    model,
    effort,
    instructions: reviewInstructions,
    input: [item],
    patchTool: 'function',
    answer: { name: answerName, description: 'Reports all findings of the review, or an empty list.', schema },
    cacheKey: `${plan.migration}/${module.key}/review`,
    maxOutputTokens: findModel(model, plan.file.model.catalog).model.outputLimit,
  };
}

type Asked = {
  findings: ReviewDocument['findings'];
  why?: string;
  usage: Usage;
  unknown?: number;
  request?: BlobRef;
  reply?: BlobRef;
};

async function ask(
  ports: ReviewPorts,
  request: ReturnType<typeof requestFor>,
  { plan, module, input }: { plan: Plan; module: ModulePlan; input: ReviewModuleInput },
  signal: AbortSignal,
): Promise<Asked> {
  let usage = noUsage;
  let unknown = 0;
  let last: Pick<Asked, 'request' | 'reply'> = {};
  for (const [index, as] of (['text', 'function'] as const).entries()) {
    const place = `${input.migration}/${module.key}/round-${input.round}/attempt-${input.attempt}/review-${index + 1}`;
    const wanted = { ...request, answer: { ...request.answer, as } };
    const asked = await askModel(ports, wanted, { place, catalog: plan.file.model.catalog }, signal);
    if (asked.kind === 'overflow')
      return { findings: [], why: `the change does not fit the model: ${asked.message}`, usage, unknown };
    const { items } = asked.reply;
    usage = addUsage(usage, asked.usage);
    unknown += asked.unknown;
    last = { request: asked.request, reply: await ports.blobs.put(JSON.stringify(items)) };
    const parsed = ReviewReply.safeParse(readAnswer(items, answerName));
    if (parsed.success) return { findings: parsed.data.findings, usage, unknown, ...last };
  }
  return { findings: [], why: 'the model answered twice without a list of findings', usage, unknown, ...last };
}

async function note(
  { blobs }: ReviewPorts,
  { findings, why, usage, ...asked }: Asked,
  { input, module, settings }: { input: ReviewModuleInput; module: ModulePlan; settings: ReviewSettings },
): Promise<ReviewResult> {
  const { attempt, start: base, commit: head, evidence } = input;
  const { model, effort } = settings;
  const document: ReviewDocument = {
    v: 1,
    kind: 'review',
    module: module.key,
    path: module.path,
    attempt,
    base,
    head,
    evidence,
    model,
    effort,
    findings,
    ...(why !== undefined && { why }),
    usage,
  };
  return {
    attempt,
    head,
    model,
    document: await blobs.put(JSON.stringify(document)),
    findings: findings.length,
    severe: findings.filter((finding) => isSevere(finding, settings.severity)).length,
    ...(why !== undefined && { why }),
    usage,
    ...asked,
  };
}
