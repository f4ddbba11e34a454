const beginning = 'TODO: say in words what is to change';

/** The goal of a file that nobody has given one yet. It can be planned, since that needs no goal, and not be started. */
export const placeholderGoal = `${beginning} in every module, and how:
what is there now, what shall be there instead, and what has to stay as it is.
`;

/** Whether a migration file's goal is still the one that `init` wrote for want of a better. */
export function isPlaceholderGoal(goal: string): boolean {
  return goal.trim().toLowerCase().startsWith(beginning.toLowerCase());
}
