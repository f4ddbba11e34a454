import { describe, expect, it } from 'vitest';
import type { By } from '../../src/client/migrations.ts';
import type { Brain } from '../../src/dev/rehearsal/brain.ts';
import { gitRepository } from '../support/git-repository.ts';
import { until } from '../support/migration-stack.ts';
import { recordingBrain } from '../support/recording-brain.ts';
import { sharedStack } from '../support/shared-stack.ts';
import { smallMigration } from '../support/small-migration.ts';
import { userTexts } from '../support/user-texts.ts';

/** Writes the module's name into its own file, and into a list that all modules share, where the module does not stand yet. */
const listing: Brain = ({ items }) => {
  const since = items.slice(items.findLastIndex((item) => item['role'] === 'user') + 1);
  if (since.some((item) => item.type.endsWith('_output'))) return { text: 'It is done.', calls: [] };
  const command = 'echo new > "$MODULE"; grep -qx "$MODULE" list.txt || echo "$MODULE" >> list.txt';
  return { text: 'I write it down.', calls: [{ tool: 'shell', command }] };
};
const asked = recordingBrain(listing);
const stack = sharedStack(() => ({ brain: asked.brain }));
const ann: By = { actor: 'ann', channel: 'cli', reason: 'it is time' };

const start = async (paths: string[], more = {}, how = {}) => {
  const repository = await gitRepository({
    'list.txt': 'begin\n',
    ...Object.fromEntries(paths.map((path) => [path, 'old\n'])),
  });
  const migration = await stack().start(
    {
      ...smallMigration(repository.folder),
      modules: {
        by: 'files',
        include: ['*.md'],
        mayChange: ['{module}', 'list.txt'],
        groups: [{ name: 'listed', include: ['*.md'] }],
      },
      verify: [{ name: 'list', per: 'group', run: 'test -s list.txt && ! grep -qx wrong list.txt' }],
      deliver: { branch: 'listed' },
      approve: { merge: 'none' },
      ...more,
    },
    how,
  );
  return { ...migration, repository };
};

describe('a group', { timeout: 90_000 }, () => {
  it('lets the later of two members that conflict begin again on what the others have changed', async () => {
    const { id, repository } = await start(['a.md', 'b.md', 'c.md']);
    const report = await stack().migrations.result(id);
    expect(report.status).toBe('completed');
    expect(report.modules.map(({ path, state, attempts }) => `${path} ${state} ${attempts}`)).toEqual([
      'a.md merged 1',
      'b.md merged 2',
      'c.md merged 2',
    ]);
    expect(await repository.show('listed', 'list.txt')).toBe('begin\na.md\nb.md\nc.md\n');
    const said = userTexts(asked.requests('b.md').at(-1)).join('\n');
    expect(said).toContain('the change conflicts with them in: list.txt');
    expect(said).toContain('Changed by the other modules of its group: a.md, list.txt');
  });

  it('is merged and judged again where the branch has moved', async () => {
    const { id, repository } = await start(['d.md', 'e.md', 'lone.md'], {
      concurrency: 3,
      approve: { merge: 'each' },
      verify: [
        { name: 'list', per: 'group', run: 'test -s list.txt' },
        { name: 'own', run: 'test -s "$MODULE"' },
      ],
      modules: {
        by: 'files',
        include: ['*.md'],
        mayChange: ['{module}', 'list.txt'],
        groups: [{ name: 'listed', include: ['d.md', 'e.md'] }],
      },
    });
    const { awaiting } = await stack().until(id, (progress) => progress.awaiting.length === 2);
    const approve = async (path: string) => {
      const view = awaiting.find((module) => module.path === path);
      await stack().migrations.approveMerge(view?.workflowId ?? '', { ...view?.awaits, actor: 'ann' } as never);
    };
    await approve('lone.md');
    await stack().until(id, ({ finished }) => finished.some(({ state }) => state === 'merged'));
    await approve('listed');
    const report = await stack().approveAll(id);
    expect(report.modules.map(({ path, state }) => `${path} ${state}`)).toEqual([
      'd.md merged',
      'e.md merged',
      'lone.md merged',
    ]);
    expect(await repository.show('listed', 'list.txt')).toBe('begin\nlone.md\nd.md\ne.md\n');
  });

  it('is measured by a plan, without a model call', async () => {
    const { id } = await start(['f.md', 'g.md'], {}, { mode: 'plan' });
    const report = await stack().migrations.result(id);
    expect(report.modules.map(({ path, state }) => `${path} ${state}`)).toEqual(['f.md planned', 'g.md planned']);
    expect(report.groups).toMatchObject([{ path: 'listed', state: 'planned' }]);
    expect(asked.requests('f.md')).toHaveLength(0);
  });

  it('goes as a whole when one of its members is rolled back', async () => {
    const { id } = await start(['h.md', 'i.md']);
    const report = await stack().migrations.result(id);
    expect(report.modules.map(({ state }) => state)).toEqual(['merged', 'merged']);
    const [member] = report.modules;
    const rollback = await stack().migrations.rollBack(
      id,
      { modules: [member?.key ?? ''], dependants: true, preview: false },
      ann,
    );
    const ended = await until(
      () => stack().migrations.rollback(id, rollback),
      ({ state }) => ['rolled-back', 'refused', 'failed'].includes(state),
    );
    expect(ended).toMatchObject({ state: 'rolled-back', entries: [{ commit: report.head }] });
  });
});
