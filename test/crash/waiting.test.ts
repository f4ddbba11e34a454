import { expect, test } from 'vitest';
import type { MigrationResource } from '../../src/api/resources/migration-resource.ts';
import type { MigrationReport } from '../../src/domain/migration-report.ts';
import { droverCommands } from '../support/drover-commands.ts';
import { until } from '../support/migration-stack.ts';
import type { Program } from '../support/start-program.ts';

/** Kills API, worker and Temporal server at once: the last two can't outlive the first. */
async function killAll(dev: Program): Promise<void> {
  dev.kill('SIGKILL');
  expect((await dev.ended).processes).toEqual([]);
}

test('a migration that waits survives the kill of everything, and each approval counts once, before a kill and after it', async ({
  onTestFinished,
}) => {
  const commands = await droverCommands({}, onTestFinished);
  const begin = () => commands.begin(['dev', '--json'], /"ready"/);
  let dev = await begin();
  const file = await commands.file({ deliver: { branch: 'migrated' } });
  const { id } = await commands.json<MigrationResource>('start', file, '--key', 'patient');
  const status = () => commands.json<MigrationResource>('status', id);
  const { waits } = await until(status, (seen) => seen.waits.length === 2);

  await killAll(dev);
  const asleep = await commands.drover('status', id);
  expect({ code: asleep.exitCode, said: asleep.stderr }).toMatchObject({ said: expect.stringContaining('drover dev') });

  dev = await begin();
  // Whoever repeats the request, because the answer was lost in the kill, finds the same migration.
  expect((await commands.json<MigrationResource>('start', file, '--key', 'patient')).id).toBe(id);
  const awake = await until(status, (seen) => seen.waits.length === 2);
  const heads = ({ waits: waiting }: Pick<MigrationResource, 'waits'>) =>
    new Map(waiting.map(({ path, head, since }) => [path, [head, since]]));
  expect(heads(awake)).toEqual(heads({ waits }));
  expect(await commands.drover('approve', id, 'a.txt', '--as', 'ann')).toMatchObject({ exitCode: 0 });
  await killAll(dev);

  dev = await begin();
  await until(status, (seen) => seen.counts.merged === 1);
  const again = await commands.drover('approve', id, 'a.txt', '--as', 'bob');
  expect(again.exitCode).not.toBe(0);
  expect(await commands.drover('approve', id, 'b.txt', '--as', 'bob')).toMatchObject({ exitCode: 0 });
  expect(await commands.drover('watch', id)).toMatchObject({ exitCode: 0 });

  const report = await commands.json<MigrationReport>('report', id);
  expect(report.modules).toMatchObject([
    { path: 'a.txt', state: 'merged', approvedBy: 'ann', decisions: [{ kind: 'approveMerge', actor: 'ann' }] },
    { path: 'b.txt', state: 'merged', approvedBy: 'bob', decisions: [{ kind: 'approveMerge', actor: 'bob' }] },
  ]);
  const landed = await commands.repository.git('log', '--format=%s', `${report.base}..migrated`);
  expect(landed.trim().split('\n')).toHaveLength(2);
  const calls = commands.rehearsal.calls();
  expect(new Set(calls.map(({ key }) => key)).size).toBe(calls.length);
});
