import { describeStrays } from './describe-strays.ts';
import { parseHunks } from './parse-hunks.ts';
import type { PatchLine } from './patch-line.ts';
import { quoteLine } from './quote-line.ts';
import type { Section } from './section.ts';

type RawSection = { kind: Section['kind']; path: string; at: number; body: PatchLine[] };

/** Parses the lines between a patch's markers into its sections. */
export function parseSections(lines: PatchLine[]): { sections: Section[]; problems: string[] } {
  const { raw, before } = splitSections(lines);
  const stray = before.find(hasText);
  const problems =
    stray === undefined
      ? []
      : [
          `patch line ${stray.at}: expected \`*** Add File:\`, \`*** Update File:\` or \`*** Delete File:\`, found ${quoteLine(stray.text)}`,
        ];
  return { sections: raw.map(parseSection), problems };
}

function splitSections(lines: PatchLine[]): { raw: RawSection[]; before: PatchLine[] } {
  const raw: RawSection[] = [];
  const before: PatchLine[] = [];
  for (const line of lines) {
    const header = /^(\s*)\*\*\* (Add|Delete|Update) File:(.*)$/su.exec(line.text);
    const open = raw.at(-1);
    // An indented header inside an update is context: the file may be about patches.
    if (header !== null && (header[1] === '' || open?.kind !== 'update')) {
      const kind = ({ Add: 'add', Delete: 'delete', Update: 'update' } as const)[
        header[2] as 'Add' | 'Delete' | 'Update'
      ];
      raw.push({ kind, path: (header[3] ?? '').trim(), at: line.at, body: [] });
    } else {
      (open?.body ?? before).push(line);
    }
  }
  return { raw, before };
}

function parseSection(raw: RawSection): Section {
  const { kind, path, at } = raw;
  const unreadable = raw.body.find((line) => /\p{Surrogate}/u.test(line.text));
  const broken = unreadable === undefined ? [] : [`patch line ${unreadable.at}: the line is not valid Unicode`];
  switch (kind) {
    case 'add':
      return parseAdd(raw, broken);
    case 'delete':
      return {
        kind,
        path,
        at,
        problems: [...broken, ...describeStrays(raw.body.filter(hasText), 'nothing may follow `*** Delete File:`')],
      };
    case 'update':
      return parseUpdate(raw, broken);
  }
}

function parseAdd({ path, at, body }: RawSection, broken: string[]): Section {
  const content = body.slice(0, body.findLastIndex((line) => line.text.startsWith('+')) + 1);
  const rest = body.slice(content.length).filter((line) => line.text.trim() !== '*** End of File');
  const stray = [...content.filter((line) => !line.text.startsWith('+')), ...rest.filter(hasText)];
  const problems = [...broken, ...describeStrays(stray, 'every line of a new file, an empty one too, begins with `+`')];
  return { kind: 'add', path, at, problems, lines: content.map((line) => ({ text: line.text.slice(1), at: line.at })) };
}

function parseUpdate({ path, at, body }: RawSection, broken: string[]): Section {
  const [first] = body;
  const move = first === undefined ? null : /^\s*\*\*\* Move to:(.*)$/su.exec(first.text);
  const moveTo = first === undefined || move === null ? undefined : { path: (move[1] ?? '').trim(), at: first.at };
  const { hunks, problems } = parseHunks(moveTo === undefined ? body : body.slice(1));
  if (hunks.length === 0 && problems.length === 0 && moveTo === undefined) {
    problems.push(`patch line ${at}: the update has no hunks and no \`*** Move to:\``);
  }
  return { kind: 'update', path, at, problems: [...broken, ...problems], moveTo, hunks };
}

function hasText(line: PatchLine): boolean {
  return line.text.trim() !== '';
}
