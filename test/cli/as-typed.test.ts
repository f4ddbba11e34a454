import { describe, expect, it } from 'vitest';
import { asTyped } from '../../src/cli/as-typed.ts';

describe('asTyped', () => {
  it('leaves a line alone where drover is on PATH', () => {
    expect(asTyped('To see it go on: drover watch x', 'drover')).toBe('To see it go on: drover watch x');
  });

  it('writes each command as a checkout wants it typed', () => {
    expect(asTyped('drover plan a.yaml, or `drover run a.yaml`', 'npm run -s drover --')).toBe(
      'npm run -s drover -- plan a.yaml, or `npm run -s drover -- run a.yaml`',
    );
  });

  it('touches nothing else that is called so', () => {
    const line = 'The branch is drover/old-to-new in ./drover run: a drover service, drover.yaml';
    expect(asTyped(line, 'npm run -s drover --')).toBe(line);
  });
});
