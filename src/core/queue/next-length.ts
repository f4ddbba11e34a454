/**
 * How many modules of a line to verify next, where the first `landed` of them are on the branch and the first `red` of them together are
 * red: half of those between. Undefined where only one is left, which is the guilty one.
 */
export function nextLength({ landed, red }: { landed: number; red: number }): number | undefined {
  return red - landed <= 1 ? undefined : landed + Math.floor((red - landed) / 2);
}
