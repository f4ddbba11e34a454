/** A file of so many lines, and a patch with so many hunks, each of which changes one line between its two neighbours. */
export type PatchCase = { path: string; before: string; after: string; patch: string };

/** Every fifth line is the same all over the file, as closing brackets are: a search can't rely on single lines being rare. */
const lineAt = (index: number) => (index % 5 === 0 ? '}' : `  step(${index}, 'what line ${index} does');`);

/** Makes a case whose hunks are spread evenly, in the order of the file. */
export function makeCase(lines: number, hunks: number): PatchCase {
  const path = 'large.js';
  const old = Array.from({ length: lines }, (_, index) => lineAt(index));
  const changed = [...old];
  const parts: string[] = [];
  for (let hunk = 0; hunk < hunks; hunk += 1) {
    const at = Math.floor(((hunk + 0.5) * lines) / hunks / 5) * 5 + 2;
    changed[at] = `  other(${at});`;
    parts.push('@@', ` ${old[at - 1]}`, `-${old[at]}`, `+${changed[at]}`, ` ${old[at + 1]}`);
  }
  const text = (all: string[]) => `${all.join('\n')}\n`;
  const patch = text(['*** Begin Patch', `*** Update File: ${path}`, ...parts, '*** End Patch']);
  return { path, before: text(old), after: text(changed), patch };
}
