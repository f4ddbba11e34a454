/** Lines that can be run, by the file that a report names; a line counts once, and as covered when any part of the report ran it. */
export class LineTally {
  readonly #files = new Map<string, Map<string, { weight: number; covered: boolean }>>();

  /** `line` names a line, or what a format counts in its place; `weight` is how much it counts. */
  add(file: string, line: string | number, covered: boolean, weight = 1): void {
    const lines = this.#files.get(file) ?? new Map<string, { weight: number; covered: boolean }>();
    this.#files.set(file, lines);
    const key = String(line);
    lines.set(key, { weight, covered: covered || lines.get(key)?.covered === true });
  }

  /** A file that is named without any line. */
  addFile(file: string): void {
    if (!this.#files.has(file)) this.#files.set(file, new Map());
  }

  list(): NamedCoverage[] {
    return [...this.#files].map(([name, lines]) => {
      const all = [...lines.values()];
      const sum = (wanted: typeof all): number => wanted.reduce((total, { weight }) => total + weight, 0);
      return { names: [name], lines: sum(all), covered: sum(all.filter(({ covered }) => covered)) };
    });
  }
}

/** The coverage of one file; `names` are the paths that it may mean, the likelier first. */
export type NamedCoverage = { names: string[]; lines: number; covered: number };
