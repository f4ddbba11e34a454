import { describe, expect, it } from 'vitest';
import { modelLadder } from '../../../src/core/escalation/model-ladder.ts';
import { MigrationFile } from '../../../src/domain/migration-file.ts';
import { smallMigration } from '../../support/small-migration.ts';

const ladder = (model: object) =>
  modelLadder(MigrationFile.parse({ ...smallMigration('/srv/r'), model }).model).map(
    ({ name, effort }) => `${name} ${effort}`,
  );

describe('modelLadder', () => {
  it('begins with the effort that the file names and goes up as far as the model has efforts', () => {
    expect(ladder({})).toEqual(['gpt-5.2-codex medium', 'gpt-5.2-codex high', 'gpt-5.2-codex xhigh']);
    expect(ladder({ effort: 'xhigh' })).toEqual(['gpt-5.2-codex xhigh']);
    expect(ladder({ name: 'of-my-own', effort: 'medium' })).toEqual(['of-my-own medium', 'of-my-own high']);
  });

  it('ends with the fallback model, at its own effort or at the first one', () => {
    const own = ['gpt-5.2-codex high', 'gpt-5.2-codex xhigh'];
    expect(ladder({ effort: 'high', fallback: { name: 'other', effort: 'low' } })).toEqual([...own, 'other low']);
    expect(ladder({ effort: 'high', fallback: { name: 'other' } })).toEqual([...own, 'other high']);
  });

  it("has each model's own limit", () => {
    const file = MigrationFile.parse({ ...smallMigration('/srv/r'), model: { fallback: { name: 'other' } } });
    const limits = modelLadder(file.model).map(({ inputLimit }) => inputLimit);
    expect(limits.at(0)).toBe(272_000);
    expect(limits.at(-1)).toBeLessThan(128_000);
  });
});

it('takes efforts and limits from the catalog of the file', () => {
  const catalog = { mine: { efforts: ['medium', 'xhigh'], contextWindow: 32_768 } };
  const file = MigrationFile.parse({ ...smallMigration('/srv/r'), model: { name: 'mine', catalog } });
  expect(modelLadder(file.model)).toEqual([
    { name: 'mine', effort: 'medium', inputLimit: 24_576 },
    { name: 'mine', effort: 'xhigh', inputLimit: 24_576 },
  ]);
});
