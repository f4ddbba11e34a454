import { instructions } from '../../src/core/context/instructions.ts';
import { openingMessage, type ContextFile } from '../../src/core/context/opening-message.ts';
import { stateMessage } from '../../src/core/context/state-message.ts';
import { findModel } from '../../src/core/models/catalog.ts';
import { escapePattern } from '../../src/core/paths/escape-pattern.ts';
import { verifyCommands } from '../../src/core/plan/verify-commands.ts';
import { pathMatcher } from '../../src/core/paths/path-matcher.ts';
import type { ConversationItem } from '../../src/domain/conversation.ts';
import type { CommitId } from '../../src/domain/ids.ts';
import type { ModulePlan } from '../../src/domain/module-plan.ts';
import type { Plan } from '../../src/domain/plan.ts';
import type { ModelRequest } from '../../src/ports/model.ts';
import type { Ports } from '../ports.ts';
import type { CallModelInput } from '../call-model.ts';
import { explainFeedback } from './explain-feedback.ts';
import { readConversation } from './conversation.ts';

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
  const added: ConversationItem[] = [];
  if (items.length === 0) added.push(await opening(ports, plan, module, input.commit));
  if (input.turn === 1 || items.length === 0) {
    added.push(
      stateMessage({
        attempt: input.attempt,
        attempts: plan.file.budget.attempts,
        shortened: input.shortened,
        changed: await ports.store.changedPaths(input.start, input.commit),
        why: await explainFeedback(ports.blobs, input.feedback),
      }),
    );
  }
  const { model } = plan.file;
  const { model: row } = findModel(model.name);
  return {
    added,
    request: {
      model: model.name,
      effort: model.effort,
      instructions,
      input: [...items, ...added],
      patchTool: model.patchTool ?? row.patchTool,
      cacheKey: `${plan.migration}/${module.key}`,
      maxOutputTokens: row.outputLimit,
    },
  };
}

async function opening(
  ports: Pick<Ports, 'store'>,
  plan: Plan,
  module: ModulePlan,
  commit: CommitId,
): Promise<ConversationItem> {
  const mine = pathMatcher([...module.paths.map(escapePattern), ...module.mayChange]);
  const paths = (await ports.store.list(commit))
    .filter((entry) => entry.mode.startsWith('100') && mine(entry.path))
    .map((entry) => entry.path);
  const contents = await ports.store.read(commit, paths);
  const files: ContextFile[] = paths.map((path) => ({ path, text: asText(contents.get(path)) }));
  const goal = module.role === 'module' ? plan.file.goal : (plan.file[module.role]?.goal ?? plan.file.goal);
  return openingMessage(plan.file, module, goal, verifyCommands(plan, module), files);
}

function asText(content: Uint8Array | undefined): string | undefined {
  try {
    return content && new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    return undefined;
  }
}
