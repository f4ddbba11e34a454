/** The arguments that were given, of those that may be. */
export function givenWords(...given: (string | undefined)[]): string[] {
  return given.filter((word) => word !== undefined);
}
