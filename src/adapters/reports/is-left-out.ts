/** Whether a TAP directive says that a test point does not count: SKIP, or TODO, which may fail. */
export function isLeftOut(point: { skip: boolean | string; todo: boolean | string }): boolean {
  return point.skip !== false || point.todo !== false;
}
