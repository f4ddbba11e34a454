import { applyPatch } from '../../src/core/patch/apply-patch.ts';
import type { PatchFile } from '../../src/core/patch/patch-file.ts';
import { patchPaths } from '../../src/core/patch/patch-paths.ts';
import type { Ports } from '../ports.ts';
import { mayChange } from './may-change.ts';
import type { ToolOutcome, ToolWork } from './tool-work.ts';

/** Applies a patch at object level: no checkout is needed, and a refused patch leaves nothing behind. */
export async function applyPatchCall(ports: Pick<Ports, 'store'>, work: ToolWork, patch: string): Promise<ToolOutcome> {
  const paths = patchPaths(patch);
  const contents = await ports.store.read(work.commit, paths);
  const modes = new Map((await ports.store.list(work.commit)).map((entry) => [entry.path, entry.mode]));
  const read = (path: string): PatchFile | undefined => {
    const mode = modes.get(path);
    return mode === undefined
      ? undefined
      : { mode: mode as PatchFile['mode'], content: contents.get(path) ?? new Uint8Array() };
  };
  const result = applyPatch(patch, { read, mayChange: mayChange(work.plan, work.module) });
  if (result.kind === 'refused') {
    return {
      commit: work.commit,
      did: 'apply_patch: refused',
      text: `The patch was refused; nothing was changed.\n${result.problems.join('\n')}`,
    };
  }
  const commit = await ports.store.commit(work.commit, result.changes, {
    subject: `Apply a patch to ${work.module.path}`,
    migration: work.plan.migration,
    module: work.module.path,
    step: work.step,
    date: work.date,
  });
  const already = result.alreadyApplied.map((path) => `${path}: was already as the patch wants it`);
  const changed = result.changes.map((change) => `${change.kind === 'delete' ? 'deleted' : 'wrote'} ${change.path}`);
  return {
    commit,
    did: `apply_patch: ${result.changes.length} ${result.changes.length === 1 ? 'file' : 'files'}`,
    text: `The patch was applied.\n${[...changed, ...already].join('\n')}`,
  };
}
