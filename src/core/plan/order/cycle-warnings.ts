const shownCycles = 5;
const shownMembers = 6;

/** They run side by side, and each is proved without the others' changes: people should know. */
export function cycleWarnings(cycles: string[][]): string[] {
  const words = cycles.slice(0, shownCycles).map((paths) => {
    const more = paths.length > shownMembers ? ` and ${paths.length - shownMembers} more` : '';
    return `they depend on each other in a circle, so none waits for another: ${paths.slice(0, shownMembers).join(', ')}${more}`;
  });
  return [...words, ...(cycles.length > shownCycles ? [`and ${cycles.length - shownCycles} more circles`] : [])];
}
