import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCoverage } from '../../../src/adapters/coverage/read-coverage.ts';
import type { CoverageInput, ReadCoverageResult } from '../../../src/ports/coverage.ts';

const fixture = (name: string): Promise<Uint8Array> => readFile(new URL(`fixtures/${name}`, import.meta.url));
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function read(files: CoverageInput['files'], paths: string[], mayChange: string[] = []): ReadCoverageResult {
  const has = (path: string): boolean => paths.includes(path) || mayChange.includes(path);
  return readCoverage({ files, roots: ['/repo'], module: { paths, has } });
}

describe('coverage', () => {
  it.each([
    ['lcov.info', 'coverage/lcov.info', 'src/cart.js', 4, 2],
    ['coverage-final.json', 'coverage/coverage-final.json', 'src/cart.js', 4, 2],
    ['coverage-summary.json', 'coverage/coverage-summary.json', 'src/cart.js', 4, 2],
    ['cobertura-coverage.xml', 'coverage/cobertura-coverage.xml', 'src/cart.js', 4, 2],
    ['coverage.py.xml', 'coverage.xml', 'shop/__init__.py', 6, 4],
    ['jacoco.xml', 'target/site/jacoco/jacoco.xml', 'src/main/java/shop/Cart.java', 5, 2],
    ['cover.out', 'cover.out', 'cart/cart.go', 4, 2],
  ])('is read from %s', async (name, path, file, lines, covered) => {
    expect(await fixture(name).then((content) => read([{ path, bytes: content }], [file]))).toEqual({
      coverage: [{ path: file, lines, covered }],
      problems: [],
    });
  });

  it("is told of the module's files alone, new ones that it may change among them", async () => {
    const files = [{ path: 'coverage/lcov.info', bytes: await fixture('lcov.info') }];
    expect(read(files, ['src/other.js']).coverage).toEqual([]);
    expect(read(files, ['src/other.js'], ['src/cart.js']).coverage).toHaveLength(1);
  });

  it('is charged to the package whose folder the tool ran in', async () => {
    const lcov = { path: 'packages/a/coverage/lcov.info', bytes: await fixture('lcov.info') };
    expect(read([lcov], ['packages/a/src/cart.js']).coverage).toEqual([
      { path: 'packages/a/src/cart.js', lines: 4, covered: 2 },
    ]);
    expect(read([lcov], ['packages/b/src/cart.js']).coverage).toEqual([]);
    const jacoco = { path: 'a/target/site/jacoco/jacoco.xml', bytes: await fixture('jacoco.xml') };
    expect(read([jacoco], ['b/src/main/java/shop/Cart.java']).coverage).toEqual([]);
    expect(read([jacoco], ['a/src/main/java/shop/Cart.java']).coverage).toHaveLength(1);
  });

  it('is taken once where a tool writes it in several formats, from the one that tells most', async () => {
    const files = await Promise.all(
      ['coverage-summary.json', 'lcov.info', 'coverage-final.json'].map(async (name) => ({
        path: `coverage/${name}`,
        bytes: await fixture(name),
      })),
    );
    const other = bytes('{"total":{"lines":{"total":1,"covered":1}},"src/cart.js":{"lines":{"total":9,"covered":9}}}');
    expect(read([{ path: 'a.json', bytes: other }, ...files], ['src/cart.js']).coverage).toEqual([
      { path: 'src/cart.js', lines: 4, covered: 2 },
    ]);
  });

  it('counts a line once, however often reports name it', () => {
    const lcov = 'SF:a.js\nDA:1,0\nDA:2,0\nend_of_record\nSF:a.js\nDA:1,3\nend_of_record\n';
    const go = 'mode: set\nm/a.go:1.1,2.2 3 0\nm/a.go:1.1,2.2 3 1\nm/a.go:4.1,5.2 2 0\n';
    expect(read([{ path: 'lcov.info', bytes: bytes(lcov) }], ['a.js']).coverage).toEqual([
      { path: 'a.js', lines: 2, covered: 1 },
    ]);
    expect(read([{ path: 'c.out', bytes: bytes(go) }], ['a.go']).coverage).toEqual([
      { path: 'a.go', lines: 5, covered: 3 },
    ]);
  });

  it.each([
    ['another format', 'hello', 'is no coverage in a format that is known'],
    ['damaged JSON', '{"a.js": ', "can't be read"],
    ['another shape of JSON', '{"a.js": 7}', "can't be read"],
    ['XML that was cut off', '<coverage><packages>', 'not well-formed'],
    ['entities', '<!DOCTYPE a [<!ENTITY b "bbb">]><coverage>&b;</coverage>', 'document type'],
  ])('says what of it can not be read: %s', (_what, text, problem) => {
    const { coverage, problems } = read([{ path: 'out/report', bytes: bytes(text) }], ['a.js']);
    expect(coverage).toEqual([]);
    expect(problems.join()).toContain(problem);
    expect(problems.join()).toContain('out/report');
  });

  it('never throws, whatever was written', () => {
    const beginnings = ['', 'mode: set\n', 'TN:\n', 'SF:a.js\n', '{', '{"total":{"lines":', '<coverage>', '<report>'];
    const line = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.json(),
      fc.constantFrom(
        'DA:1,1',
        'DA:x',
        'DA:',
        'end_of_record',
        'm/a.go:1.1,2.2 3 1',
        '<package name="a">',
        '</report>',
      ),
    );
    const text = fc
      .tuple(fc.constantFrom(...beginnings), fc.array(line))
      .map(([start, lines]) => start + lines.join('\n'));
    fc.assert(
      fc.property(text, (content) => {
        for (const { lines, covered } of read([{ path: 'a', bytes: bytes(content) }], ['a.js', 'a.go']).coverage)
          expect(covered).toBeLessThanOrEqual(lines);
      }),
    );
  });
});
