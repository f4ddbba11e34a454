/** What is known of a module before anything is done, from its files at the base commit. */
export type ModuleFacts = {
  files: number;
  /** Missing where the repository is too large to count them. */
  lines?: number;
  /** About how many tokens its files have, at four bytes each. */
  tokens: number;
  /** Files that are tests, by their names. */
  tests: number;
  /** How many other modules depend on it directly. */
  dependants: number;
  /** By CODEOWNERS. */
  owners: string[];
};
