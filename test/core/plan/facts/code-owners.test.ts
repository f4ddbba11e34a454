import { expect, test } from 'vitest';
import { codeOwners } from '../../../../src/core/plan/facts/code-owners.ts';

test('the last rule that matches says who owns a path; one without owners takes them away', () => {
  const of = codeOwners(
    [
      '# all',
      '*  @acme/all  me@example.org',
      '/packages/web/ @acme/web # the front',
      'docs/* @docs',
      '/packages/web/gen/',
    ].join('\n'),
  );
  expect(of('a.js')).toEqual(['@acme/all', 'me@example.org']);
  expect(of('packages/web/src/a.js')).toEqual(['@acme/web']);
  expect(of('packages/web/gen/a.js')).toEqual([]);
  expect(of('packages/api/docs/x.md')).toEqual(['@acme/all', 'me@example.org']);
  expect(of('docs/x.md')).toEqual(['@docs']);
});

test('a blank in a path is escaped, and sections have owners for their rules', () => {
  const of = codeOwners('[Web][2] @web\nmy\\ files/\n/b.js @own\n\n^[Optional]\nc.js\n');
  expect(of('my files/a.js')).toEqual(['@web']);
  expect(of('b.js')).toEqual(['@own']);
  expect(of('c.js')).toEqual([]);
});

test('without a file nobody owns anything', () => {
  expect(codeOwners('')('a.js')).toEqual([]);
});
