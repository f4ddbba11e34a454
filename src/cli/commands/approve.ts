import type { DecisionResource } from '../../api/resources/decision-resource.ts';
import type { MigrationResource } from '../../api/resources/migration-resource.ts';
import { Failure } from '../../domain/failure.ts';
import { actor } from '../choose/actor.ts';
import { chooseMaybeModule } from '../choose/choose-module.ts';
import { approvalOf } from '../choose/approval-of.ts';
import { checkApproval, chooseApprovals, type ApprovalOptions, type Approvable } from '../choose/choose-approvals.ts';
import { refuseModuleThatDoesNotWait } from '../choose/choose-wait.ts';
import type { DroverApi } from '../http/drover-api.ts';
import { openApi } from '../http/open-api.ts';
import type { Io } from '../io.ts';
import { waitNote } from '../show/wait-note.ts';
import { tellDecision } from '../show/tell-decision.ts';
import type { DecideOptions } from './steer.ts';

export type ApproveOptions = DecideOptions & ApprovalOptions;

/**
 * `drover approve [ID] [MODULE]`: shows what it approves, and approves exactly that: when the module has changed in between, the service
 * refuses.
 */
export async function approve(words: string[], options: ApproveOptions, io: Io): Promise<number> {
  checkApproval(words, options);
  const api = await openApi(options);
  const { migration, module } = await chooseMaybeModule(api, words, { ended: false });
  if (module !== undefined && options.head === undefined && options.evidence === undefined)
    await refuseModuleThatDoesNotWait(api, migration, module);
  const waits = chooseApprovals(migration, module, options);
  const decisions: DecisionResource[] = [];
  const refused: string[] = [];
  for (const wait of waits) {
    if (!io.json) for (const line of describe(migration, wait)) io.print(line);
    try {
      const decision = await decide(api, migration, wait, options);
      decisions.push(decision);
      if (!io.json) io.print(tellDecision(decision, wait.path ?? migration.id));
    } catch (error) {
      // Of many, those that changed in the meantime must not keep the others.
      if (waits.length === 1 || !(error instanceof Failure) || error.type !== 'Conflict') throw error;
      refused.push(wait.path ?? 'the plan');
      io.say(`✗ ${wait.path ?? 'the plan'}: ${error.message}`);
    }
  }
  if (io.json) io.print(JSON.stringify(decisions, null, 2));
  else if (waits.length > 1) io.print(`${decisions.length} of ${waits.length} approved.`);
  return refused.length === 0 ? 0 : 1;
}

function describe({ id }: MigrationResource, wait: Approvable): string[] {
  const { path, head, evidence, plan, wave } = wait;
  return [
    `${path ?? (wave === undefined ? 'The plan' : 'The wave')} of ${id}: ${waitNote(wait)}`,
    ...(head === undefined ? [] : [`  head      ${head}`]),
    ...(evidence === undefined ? [] : [`  evidence  ${evidence}`]),
    ...(plan === undefined ? [] : [`  plan      ${plan}`]),
    ...(wave === undefined ? [] : [`  wave      ${wave}`]),
  ];
}

function decide(
  api: DroverApi,
  { id }: MigrationResource,
  wait: Approvable,
  { as, reason }: DecideOptions,
): Promise<DecisionResource> {
  const by = { ...actor(api.service, as), ...(reason !== undefined && { reason }) };
  return api.decide(id, approvalOf(wait, by));
}
