import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyPatch } from '../../../src/core/patch/apply-patch.ts';
import type { PatchFile } from '../../../src/core/patch/patch-file.ts';
import { refusePath } from '../../../src/core/paths/refuse-path.ts';
import { file, patched, textOf } from './support.ts';

describe('applyPatch', () => {
  test('refuses a patch of more than 4 MiB', () => {
    const result = patched(`*** Begin Patch\n*** Add File: a\n+${'é'.repeat(2 * 1024 * 1024)}\n*** End Patch\n`, {});
    expect(result).toEqual({ kind: 'refused', problems: ['the patch is larger than 4 MiB; send it in parts'] });
  });

  test('refuses more than 5,000 hunks', () => {
    const hunks = Array.from({ length: 5001 }, (_, line) => `@@\n-line ${line}\n+new ${line}\n`).join('');
    const result = patched(`*** Begin Patch\n*** Update File: a\n${hunks}*** End Patch\n`, { a: 'x\n' });
    expect(result).toEqual({
      kind: 'refused',
      problems: ['the patch has 5001 hunks, and 5000 are allowed; send it in parts'],
    });
  });

  test('tells at most a hundred problems and how many more there are', () => {
    const deletions = Array.from({ length: 130 }, (_, index) => `*** Delete File: f${index}\n`).join('');
    const result = patched(`*** Begin Patch\n${deletions}*** End Patch\n`, {});
    expect(result.kind === 'refused' && [result.problems.length, result.problems.at(-1)]).toEqual([
      101,
      'and 30 more problems',
    ]);
  });

  test('refuses half of a surrogate pair, which UTF-8 cannot hold', () => {
    const result = patched('*** Begin Patch\n*** Add File: a\n+\uD83D\n*** End Patch\n', {});
    expect(result).toEqual({ kind: 'refused', problems: ['a: patch line 3: the line is not valid Unicode'] });
  });

  test('says nothing of sections that build on one that failed', () => {
    const section = (from: string, to: string) => `*** Update File: a\n@@\n-${from}\n+${to}\n`;
    const result = patched(`*** Begin Patch\n${section('x', 'y')}${section('y', 'z')}*** End Patch\n`, { a: '1\n' });
    expect(result.kind === 'refused' && result.problems.map((problem) => problem.slice(0, 16))).toEqual([
      'a: patch line 4:',
    ]);
  });

  test('never reads a path that is refused whatever it holds', () => {
    const read: string[] = [];
    applyPatch(
      '*** Begin Patch\n*** Update File: ../secret\n@@\n-a\n+b\n*** Delete File: .git/config\n*** End Patch\n',
      {
        read: (path) => void read.push(path),
        mayChange: () => true,
      },
    );
    expect(read).toEqual([]);
  });

  test('puts deletions before writes and gives each path once', () => {
    const result = patched(
      '*** Begin Patch\n*** Update File: a\n*** Move to: b\n@@\n-1\n+2\n*** Update File: b\n@@\n-2\n+3\n*** Delete File: c\n*** End Patch\n',
      { a: '1\n', c: 'c\n' },
    );
    expect(result).toEqual({
      kind: 'applied',
      changes: [
        { kind: 'delete', path: 'a' },
        { kind: 'delete', path: 'c' },
        { kind: 'write', path: 'b', mode: '100644', content: file('3\n').content },
      ],
      alreadyApplied: [],
    });
  });

  test('changes nothing when a file is added and deleted in one patch', () => {
    const result = patched('*** Begin Patch\n*** Add File: a\n+1\n*** Delete File: a\n*** End Patch\n', {});
    expect(result).toEqual({ kind: 'applied', changes: [], alreadyApplied: [] });
  });

  test('stays quick where lines repeat without end', () => {
    const started = performance.now();
    const hunk = `@@\n${'-x\n'.repeat(50_000)}-y\n-x\n+z\n`;
    const result = patched(`*** Begin Patch\n*** Update File: a\n${hunk}*** End Patch\n`, {
      a: `${'x\n'.repeat(100_000)}y\n`,
    });
    expect(result.kind).toBe('refused');
    // A search that begins anew at every line needs billions of comparisons a rung here.
    expect(performance.now() - started).toBeLessThan(8000);
  });
});

const line = fc.constantFrom('', 'a', 'b', '  a', 'a  ', '}', 'c(“x”)', '-- d', '+ e', '@@ f', '*** End Patch', ' ');

describe('applyPatch on patches rendered from edits', () => {
  const edited = fc.record({
    texts: fc.array(line, { maxLength: 12 }),
    ending: fc.constantFrom('\n', '\r\n'),
    open: fc.boolean(),
    mark: fc.constantFrom('', '\uFEFF'),
    context: fc.nat(3),
    edits: fc.array(fc.record({ skip: fc.nat(5), remove: fc.nat(3), add: fc.array(line, { maxLength: 3 }) }), {
      minLength: 1,
      maxLength: 3,
    }),
  });

  test('the file becomes what the edit made of it, or the patch is refused or known as applied', () => {
    fc.assert(
      fc.property(edited, (example) => {
        const { before, after, patch } = render(example);
        const result = patched(patch, { 'src/a': before, 'src/b': 'b\n' });
        if (result.kind === 'refused') return result.problems.length > 0;
        if (result.alreadyApplied.length > 0) return result.changes.length === 0;
        const written = result.changes.map((change) =>
          change.kind === 'write' ? [change.path, textOf(change.content)] : [change.path],
        );
        expect(written).toEqual(before === after ? [] : [['src/a', after]]);
        return true;
      }),
      { numRuns: 400 },
    );
  });

  test('a patch whose context is the whole file always applies', () => {
    fc.assert(
      fc.property(edited, (example) => {
        const distinct = { ...example, texts: example.texts.map((text, place) => `${text}${place}`) };
        const { before, after, patch } = render({ ...distinct, context: 12, edits: distinct.edits.slice(0, 1) });
        fc.pre(before !== after && distinct.texts.length > 0);
        const result = patched(patch, { 'src/a': before });
        if (result.kind === 'applied' && result.alreadyApplied.length > 0) return true;
        expect(result).toEqual({
          kind: 'applied',
          changes: [{ kind: 'write', path: 'src/a', mode: '100644', content: file(after).content }],
          alreadyApplied: [],
        });
        return true;
      }),
      { numRuns: 200 },
    );
  });
});

describe('applyPatch on text of any kind', () => {
  const path = fc.constantFrom(
    'src/a',
    'src/b',
    'src/new',
    'src/-n',
    'out/c',
    '../x',
    '/etc/x',
    '.git/config',
    'src/.gitmodules',
    'src/link',
    'src/a/below',
    '',
  );
  const piece = fc.oneof(
    { weight: 3, arbitrary: path.map((name) => `*** Update File: ${name}`) },
    path.map((name) => `*** Add File: ${name}`),
    path.map((name) => `*** Delete File: ${name}`),
    path.map((name) => `*** Move to: ${name}`),
    fc.constantFrom(
      '@@',
      '@@ a',
      '@@ -1 +1 @@',
      '*** End of File',
      '*** End Patch',
      '*** Begin Patch',
      '\uD800',
      '+\0',
    ),
    { weight: 4, arbitrary: fc.tuple(fc.constantFrom('+', '-', ' '), line).map((parts) => parts.join('')) },
    fc.string(),
  );

  test('it never throws, and never changes a path that is refused or outside', () => {
    const files: Record<string, PatchFile> = {
      'src/a': file('a\nb\n  a\n}\n'),
      'src/b': { mode: '100755', content: Uint8Array.of(0xff, 0x0a) },
      'src/link': { mode: '120000', content: file('/etc').content },
      'out/c': file('c\n'),
    };
    const inside = (name: string) => name.startsWith('src/');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        const patch = ['*** Begin Patch', ...pieces, '*** End Patch'].join('\n');
        const result = applyPatch(patch, { read: (name) => files[name], mayChange: inside });
        if (result.kind === 'refused') return result.problems.length > 0;
        return result.changes.every(
          ({ path: name }) =>
            inside(name) && refusePath(name, files[name] !== undefined) === undefined && name !== 'src/link',
        );
      }),
      { numRuns: 600 },
    );
  });
});

type Example = {
  texts: string[];
  ending: string;
  open: boolean;
  mark: string;
  context: number;
  edits: { skip: number; remove: number; add: string[] }[];
};

/** Makes the edits by hand and writes them as a patch with that much context around each. */
function render({ texts, ending: wished, open, mark, context, edits }: Example): {
  before: string;
  after: string;
  patch: string;
} {
  const isOpen = open && texts.length > 0 && texts.at(-1) !== '';
  // A file without any newline doesn't show which one it would use.
  const ending = texts.length > (isOpen ? 1 : 0) ? wished : '\n';
  const original = texts.map((text, place) => text + (isOpen && place === texts.length - 1 ? '' : ending));
  const placed: { start: number; end: number; add: string[] }[] = [];
  for (const { skip, remove, add } of edits) {
    const start = Math.min((placed.at(-1)?.end ?? -1) + 1 + skip, texts.length);
    if (start > (placed.at(-1)?.end ?? -1)) placed.push({ start, end: Math.min(start + remove, texts.length), add });
  }
  const result: string[] = [];
  const hunks: string[] = [];
  for (const [order, { start, end, add }] of placed.entries()) {
    const from = placed[order - 1]?.end ?? 0;
    const to = placed[order + 1]?.start ?? texts.length;
    result.push(...original.slice(from, start), ...add.map((text) => text + ending));
    if (order === placed.length - 1) result.push(...original.slice(end));
    const lines = [
      ...texts.slice(Math.max(start - context, from), start).map((text) => ` ${text}`),
      ...texts.slice(start, end).map((text) => `-${text}`),
      ...add.map((text) => `+${text}`),
      ...texts.slice(end, Math.min(end + context, to)).map((text) => ` ${text}`),
    ];
    if (lines.length > 0) hunks.push('@@', ...lines);
  }
  const lastIsNew = (placed.at(-1)?.end ?? 0) === texts.length && (placed.at(-1)?.add.length ?? 0) > 0;
  const after = result.map((text, place) =>
    text.endsWith('\n') || place === result.length - 1 ? text : text + ending,
  );
  if (isOpen && lastIsNew) after.push((after.pop() ?? '').replace(/\r?\n$/u, ''));
  const patch = ['*** Begin Patch', '*** Update File: src/a', ...hunks, '*** End Patch'].join('\n');
  return { before: mark + original.join(''), after: mark + after.join(''), patch };
}
