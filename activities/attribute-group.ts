import { attributeFailure } from '../src/core/evidence/attribute-failure.ts';
import { failureTexts } from '../src/core/evidence/failure-texts.ts';
import type { Evidence } from '../src/domain/evidence.ts';
import type { BlobRef, ModuleKey } from '../src/domain/ids.ts';
import type { Ports } from './ports.ts';
import { loadPlan } from './support/load-plan.ts';
import type { ModuleStep } from './support/module-step.ts';
import { readJson } from './support/read-json.ts';
import { withHeartbeat } from './support/with-heartbeat.ts';

export type AttributeGroupInput = ModuleStep & {
  evidence: BlobRef;
  /** The members that may be to blame. */
  members: ModuleKey[];
};

/** Of a long output, so many characters of its end are looked through. */
const mostOutput = 200_000;

/** Finds the members of a group that its refusal names, by the paths in messages, stack traces and failing test files; none where nothing is named. */
export function attributeGroup(ports: Pick<Ports, 'blobs'>) {
  return ({
    plan: ref,
    evidence: of,
    members,
  }: AttributeGroupInput): Promise<{ members: ModuleKey[]; sure: boolean }> =>
    withHeartbeat(async () => {
      const plan = await loadPlan(ports.blobs, ref);
      const evidence = await readJson<Evidence>(ports.blobs, of);
      const outputs = new Map<string, string>();
      for (const { name, output } of evidence.after.commands) {
        const bytes = await ports.blobs.get(output);
        outputs.set(name, Buffer.from(bytes).toString('utf8').slice(-mostOutput));
      }
      const candidates = plan.modules.filter(({ key }) => members.includes(key));
      return attributeFailure(failureTexts(evidence, outputs), candidates);
    });
}
