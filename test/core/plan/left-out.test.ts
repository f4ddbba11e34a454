import { describe, expect, it } from 'vitest';
import { leaveOut } from '../../../src/core/plan/left-out.ts';

const sized = (...paths: string[]) => paths.map((path) => ({ path, bytes: 10 }));
const nobody = () => false;

describe('leaveOut', () => {
  it('leaves out what others or programs wrote, what is no text, and what is too large, each with the first of its files', () => {
    const files = [
      ...sized('src/a.js', 'src/vendor.js', 'package-lock.json', 'a.min.js', 'logo.PNG', 'lib.so'),
      ...sized(...Array.from({ length: 7 }, (_, index) => `vendor/x/${index}.go`)),
      { path: 'data.json', bytes: 2_000_000 },
    ];
    expect(leaveOut(files, '', nobody)).toEqual({
      kept: ['src/a.js', 'src/vendor.js', 'package-lock.json'],
      leftOut: [
        { reason: 'generated', files: 1, paths: ['a.min.js'] },
        { reason: 'binary', files: 2, paths: ['logo.PNG', 'lib.so'] },
        { reason: 'vendored', files: 7, paths: [0, 1, 2, 3, 4].map((index) => `vendor/x/${index}.go`) },
        { reason: 'large', files: 1, paths: ['data.json'] },
      ],
    });
  });

  it('goes by the marks of .gitattributes, the last one of which counts', () => {
    const attributes =
      '# marks\n*.ts text\ngen/** linguist-generated\ngen/own.ts -linguist-generated\n/deps/ linguist-vendored=true\n';
    const { kept, leftOut } = leaveOut(sized('gen/a.ts', 'gen/own.ts', 'deps/b.ts', 'c.ts'), attributes, nobody);
    expect(kept).toEqual(['gen/own.ts', 'c.ts']);
    expect(leftOut.map(({ reason, paths }) => [reason, paths])).toEqual([
      ['generated', ['gen/a.ts']],
      ['vendored', ['deps/b.ts']],
    ]);
  });

  it('keeps what somebody has named', () => {
    expect(leaveOut(sized('vendor/a.js'), '', (path) => path === 'vendor/a.js').leftOut).toEqual([]);
  });
});
