import type { GroupPlan } from '../../domain/group-plan.ts';
import type { ModulePlan } from '../../domain/module-plan.ts';
import type { Plan } from '../../domain/plan.ts';

/**
 * A group as the subject of its commands: its files are those of its members. MODULE and NAME are its name. An exclusion counts where all
 * members have it: else one member's would take away what is another's.
 */
export function groupModule(plan: Pick<Plan, 'modules'>, group: GroupPlan): ModulePlan {
  const members = plan.modules.filter(({ key }) => group.members.includes(key));
  const all = [...new Set(members.flatMap(({ mayChange }) => mayChange))];
  return {
    key: group.key,
    path: group.name,
    name: group.name,
    role: 'module',
    paths: members.flatMap(({ paths }) => paths),
    mayChange: all.filter(
      (pattern) => !pattern.startsWith('!') || members.every(({ mayChange }) => mayChange.includes(pattern)),
    ),
  };
}
