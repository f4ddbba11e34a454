import { instructions } from '../../src/core/context/instructions.ts';
import { openingRoom } from '../../src/core/context/opening-room.ts';
import { findModel } from '../../src/core/models/find-model.ts';
import type { ConversationItem } from '../../src/domain/conversation.ts';
import type { ModelChoice } from '../../src/domain/model-choice.ts';
import type { ModulePlan } from '../../src/domain/module-plan.ts';
import type { Plan } from '../../src/domain/plan.ts';
import type { ModelRequest } from '../../src/ports/model.ts';
import type { Ports } from '../ports.ts';
import type { CallModelInput } from '../call-model.ts';
import { readConversation } from './conversation.ts';
import { writeOpening, writeState } from './write-context.ts';

export type AssembledRequest = {
  request: ModelRequest;
  /** The items that this turn added before the reply. */ added: ConversationItem[];
};

/**
 * Builds a turn's request from the plan, the commit and the conversation alone, so that an activity retry builds the very same
 * request and finds its reply in the journal.
 */
export async function assembleRequest(
  ports: Pick<Ports, 'blobs' | 'store'>,
  plan: Plan,
  module: ModulePlan,
  input: CallModelInput,
): Promise<AssembledRequest> {
  const items = await readConversation(ports.blobs, input.conversation);
  const work = { ...input, plan, module };
  const { inputLimit } = findModel(input.model.name, plan.file.model.catalog).model;
  const added: ConversationItem[] = [];
  if (items.length === 0) added.push(await writeOpening(ports, work, openingRoom(inputLimit)));
  if (input.turn === 1 || items.length === 0) added.push(await writeState(ports, work, input.resumed));
  return { added, request: requestFor(plan, module, input.model, [...items, ...added]) };
}

/** A request of a module's conversation to a model; all of its requests share the beginning. */
export function requestFor(
  plan: Plan,
  module: ModulePlan,
  { name, effort }: Pick<ModelChoice, 'name' | 'effort'>,
  input: ConversationItem[],
): ModelRequest {
  const { model: row } = findModel(name, plan.file.model.catalog);
  return {
    model: name,
    effort,
    instructions,
    input,
    encryptedReasoning: row.encryptedReasoning,
    background: plan.file.model.background && row.background,
    patchTool: plan.file.model.patchTool ?? row.patchTool,
    cacheKey: `${plan.migration}/${module.key}`,
    maxOutputTokens: row.outputLimit,
  };
}
