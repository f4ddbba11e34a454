import type { GroupPlan } from '../../domain/group-plan.ts';
import type { MigrationFile } from '../../domain/migration-file.ts';
import type { ModulePlan } from '../../domain/module-plan.ts';
import { groupCandidates, type GroupCandidate } from './group-candidates.ts';
import { groupLevels } from './group-levels.ts';
import { moduleKey } from './module-key.ts';
import { orderGroups } from './order-groups.ts';

export type PlannedGroups =
  | { kind: 'planned'; groups: GroupPlan[]; modules: ModulePlan[] }
  | { kind: 'refused'; problems: string[] };

/** One workflow leads a group, and its history has about fifty events a member. */
const mostMembers = 150;

/**
 * Finds the members of the groups that the migration file names, and notes in each its group. A module in two groups, a group without a
 * module and a module that nothing judges are refused, all at once.
 */
export function planGroups(
  file: Pick<MigrationFile, 'modules' | 'verify'>,
  modules: ModulePlan[],
  cycles: string[][],
  sha256: (text: string) => string,
): PlannedGroups {
  const groupOf = new Map<string, GroupPlan>();
  const problems: string[] = [];
  const groups = groupCandidates(file.modules.groups, modules, cycles).map((candidate): GroupPlan => {
    const { field, name, members, verify } = candidate;
    const key = moduleKey(`group:${name}`, sha256);
    const group = { key, name, members: members.map((member) => member.key), ...(verify && { verify }) };
    problems.push(...problemsOf(candidate, modules));
    for (const member of members) {
      const other = groupOf.get(member.key);
      if (other === undefined) groupOf.set(member.key, group);
      else
        problems.push(
          `${field}.include: ${JSON.stringify(member.path)} is in the group ${JSON.stringify(other.name)} already; a module is in one group at most`,
        );
    }
    return group;
  });
  if (file.verify.every(({ per }) => per !== 'module')) {
    const lone = modules.filter(({ key }) => !groupOf.has(key)).map(({ path }) => JSON.stringify(path));
    if (lone.length > 0)
      problems.push(
        `verify: nothing judges ${lone.slice(0, 5).join(', ')}${lone.length > 5 ? ` and ${lone.length - 5} more` : ''}, which are in no group: put them into modules.groups, or add a command of per: module`,
      );
  }
  const placed = modules.map((module) => {
    const group = groupOf.get(module.key)?.key;
    return group === undefined ? module : { ...module, group };
  });
  const ordered = orderGroups(placed, groups);
  problems.push(...ordered.problems);
  if (problems.length > 0) return { kind: 'refused', problems };
  const waves = new Map(ordered.modules.map(({ group, wave }) => [group, wave]));
  return {
    kind: 'planned',
    groups: groups.map((group) => {
      const wave = waves.get(group.key);
      return wave === undefined ? group : { ...group, wave };
    }),
    modules: ordered.modules,
  };
}

function problemsOf({ field, name, include, members }: GroupCandidate, modules: ModulePlan[]): string[] {
  if (members.length === 0)
    return [`${field}.include: ${JSON.stringify(include)} matches none of the ${modules.length} modules' paths`];
  if (members.length > mostMembers)
    return [
      `${field}: the group ${JSON.stringify(name)} has ${members.length} modules, and at most ${mostMembers} fit one; make larger modules`,
    ];
  if (modules.some(({ path }) => path === name))
    return [`${field}.name: ${JSON.stringify(name)} is a module's path, too; give the group another name`];
  const { cycle } = groupLevels(members);
  if (cycle.length === 0) return [];
  return [
    `${field}: ${cycle.map((path) => JSON.stringify(path)).join(', ')} depend on one another; nothing could begin`,
  ];
}
