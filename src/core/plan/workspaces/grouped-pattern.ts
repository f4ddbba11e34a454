/**
 * Why patterns are not taken from a repository, if one of them has a group: nested groups can be made to take hours, and nobody needs them for
 * workspaces. Undefined where all are plain.
 */
export function groupedPattern(patterns: string[]): string | undefined {
  const grouped = patterns.find((pattern) => pattern.includes('('));
  if (grouped === undefined) return undefined;
  return (
    `modules.by: the workspaces at the base commit have the pattern ${JSON.stringify(grouped.slice(0, 100))}, and patterns with groups are not ` +
    'taken from a repository; write by: folders with include'
  );
}
