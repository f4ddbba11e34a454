import { describe, expect, it } from 'vitest';
import { contentText } from '../../src/core/conversation/content-text.ts';
import { gitRepository } from '../support/git-repository.ts';
import { activitiesForTest } from '../support/ports-for-test.ts';
import { smallMigration } from '../support/small-migration.ts';

/** A repository whose second commit changes by.js, and on a branch of which by-hand.js was changed, too. */
async function withExamples(name: (commits: { first: string; second: string }) => string, note?: string) {
  const repository = await gitRepository({ 'a.js': 'OLD\n', 'by.js': 'OLD 1\n' });
  const first = (await repository.git('rev-parse', 'HEAD')).trim();
  const second = await repository.commit({ 'by.js': 'NEW 1\n' });
  await repository.git('checkout', '--quiet', '-b', 'hand/made');
  await repository.commit({ 'by-hand.js': 'line\n'.repeat(3_000) });
  await repository.git('checkout', '--quiet', 'main');
  const examples = [{ commit: name({ first, second }), ...(note !== undefined && { note }) }];
  return activitiesForTest({ ...smallMigration(repository.folder), examples });
}

async function opening(test: Awaited<ReturnType<typeof withExamples>>): Promise<string> {
  const { prepared, ports, step } = test;
  await test.run('callModel', {
    ...step,
    attempt: 1,
    turn: 1,
    start: prepared.base,
    commit: prepared.base,
    model: { name: 'gpt-5.2-codex', effort: 'medium' },
    feedback: { kind: 'begin' },
  });
  const record = await ports.records.read('m', `modules/${step.module}/round-1/attempt-1/turn-1/model`);
  const body = JSON.parse(new TextDecoder().decode(await ports.blobs.get((record as { request: string }).request)));
  return contentText(body.input[0]?.content);
}

describe('commits that were made by hand', () => {
  it('are shown to the model with what they changed, before the module', async () => {
    const text = await opening(await withExamples(({ second }) => second, 'as in by.js'));
    expect(text).toMatch(/How it was done by hand, for you to follow:\n\n--- commit [0-9a-f]{10}: as in by\.js\n/);
    expect(text).toContain('-OLD 1\n+NEW 1');
    expect(text.indexOf('+NEW 1')).toBeLessThan(text.indexOf('Module: a.js'));
  });

  it('may be named by a branch; what is too long is cut, and says so', async () => {
    const text = await opening(await withExamples(() => 'hand/made'));
    expect(text).toMatch(/\+line\n\.\.\. \(\d+ more lines are left out\)/);
    expect(text.length).toBeLessThan(10_000);
  });

  it.each<[string, (commits: { first: string }) => string, RegExp]>([
    [
      'nobody knows',
      () => 'hand/maid',
      /^examples\[0\]\.commit: "hand\/maid" is no branch, tag or commit of the repository/,
    ],
    ['shows no change', ({ first }) => first, /has no commit before it, so it shows no change/],
  ])('are refused where one %s', async (_, name, words) => {
    await expect(withExamples(name)).rejects.toThrow(words);
  });
});
