import type { CommitId, ModuleKey } from '../../domain/ids.ts';
import type { ModuleRole } from '../../domain/module-plan.ts';

/** A merged commit that is still on the branch, with what the plan says of its module. */
export type LandedModule = {
  commit: CommitId;
  path: string;
  key: ModuleKey;
  role: ModuleRole;
  dependsOn: ModuleKey[];
  group?: ModuleKey;
};

/**
 * What has to be taken back with the modules that are named, each with the reason: what depends on them, as far as that goes; the others of
 * their groups, which can only be green together; all others with the first module; and the last module with any other one, since it takes
 * away what that one needs again.
 */
export function chooseCommits(landed: LandedModule[], asked: ReadonlySet<ModuleKey>): Map<CommitId, string> {
  const reasons = new Map<ModuleKey, string>();
  const queue: LandedModule[] = [];
  const take = (module: LandedModule, reason: string) => {
    if (reasons.has(module.key)) return;
    reasons.set(module.key, reason);
    queue.push(module);
  };
  for (const module of landed) if (asked.has(module.key)) take(module, '');
  for (let gone = queue.shift(); gone !== undefined; gone = queue.shift()) {
    for (const other of landed) {
      const why = whyWith(gone, other);
      if (why !== undefined) take(other, why);
    }
  }
  return new Map(
    landed.flatMap(({ commit, key }) => {
      const reason = reasons.get(key);
      return reason === undefined ? [] : [[commit, reason] as const];
    }),
  );
}

function whyWith(gone: LandedModule, other: LandedModule): string | undefined {
  if (other.dependsOn.includes(gone.key)) return `it depends on ${gone.path}`;
  if (gone.group !== undefined && other.group === gone.group) return `it is in one group with ${gone.path}`;
  if (gone.role === 'first') return `it builds on ${gone.path}, the first module`;
  return other.role === 'last' ? `it is the last module, and takes away what ${gone.path} needs again` : undefined;
}
