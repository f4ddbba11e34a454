import { expect, onTestFinished, test } from 'vitest';
import { migrationEvents } from '../../../src/api/events/migration-events.ts';
import type { Snapshot } from '../../../src/api/events/snapshot.ts';
import { migrationView } from '../../../src/api/views/migration-view.ts';
import { runningModule } from '../../../src/api/views/module-view.ts';
import { until } from '../../support/migration-stack.ts';
import { progressFor, recordFor, viewFor } from '../support.ts';

const times = { pollMs: 5, beatMs: 20 };

/** A migration that can be looked at; `fail` makes looks fail. */
function watched() {
  const world = { looks: 0, atOnce: 0, most: 0, fail: false, status: 'running', notes: ['It works.'] };
  const log: string[] = [];
  const look = async (): Promise<Snapshot> => {
    world.looks += 1;
    world.atOnce += 1;
    world.most = Math.max(world.most, world.atOnce);
    await new Promise((wake) => setTimeout(wake, 1));
    world.atOnce -= 1;
    if (world.fail) throw new Error('nobody answers');
    const stage = { kind: 'answered', workflow: 'running', progress: progressFor(), modules: [] } as const;
    const migration = migrationView(
      { record: recordFor(), stage: { ...stage, modules: [] } },
      { namespace: 'default' },
    );
    return {
      migration: { ...migration, status: world.status as typeof migration.status },
      modules: world.notes.map((note, index) => runningModule(viewFor(`${index}.js`, { note }))),
    };
  };
  const events = migrationEvents(look, (line) => log.push(line), times);
  onTestFinished(() => events.close());
  const listen = () => {
    const { stream } = events.listen('small-1');
    const heard = { text: '', over: false };
    stream.on('data', (chunk: Buffer) => (heard.text += chunk.toString()));
    stream.on('end', () => (heard.over = true));
    return { stream, heard, names: () => [...heard.text.matchAll(/^event: (.*)$/gm)].map(([, name]) => name) };
  };
  return { world, log, events, listen };
}

const when = (wanted: () => boolean) => until(async () => wanted(), Boolean);

test('looks once at a time however many listen, and no more when all have gone', async () => {
  const { world, events, listen } = watched();
  const listeners = [listen(), listen(), listen()];
  await when(() => listeners.every(({ names }) => names().includes('module')));
  expect([events.watched(), world.most]).toEqual([1, 1]);
  for (const { stream } of listeners) stream.destroy();
  await when(() => events.watched() === 0);
  const { looks } = world;
  await new Promise((wake) => setTimeout(wake, 50));
  expect(world.looks).toBeLessThanOrEqual(looks + 1);
});

test('tells what has changed and nothing else, and beats when nothing has', async () => {
  const { world, listen } = watched();
  const { heard, names } = listen();
  await when(() => heard.text.includes(': still here'));
  expect(names()).toEqual(['migration', 'module']);
  world.notes = ['It works.', 'It begins.'];
  await when(() => names().length === 3);
  expect(heard.text).toContain('It begins.');
  world.status = 'paused';
  await when(() => names().length === 4);
  expect(names()).toEqual(['migration', 'module', 'module', 'migration']);
});

test('ends with the migration, for those that come late, too', async () => {
  const { world, events, listen } = watched();
  const early = listen();
  await when(() => early.names().includes('module'));
  world.status = 'completed';
  await when(() => early.heard.over);
  expect(early.names().at(-1)).toBe('end');
  expect(events.watched()).toBe(0);
  const late = listen();
  await when(() => late.heard.over);
  expect(late.names()).toEqual(['migration', 'module', 'end']);
});

test('goes on after a look that failed', async () => {
  const { world, log, listen } = watched();
  world.fail = true;
  const { names } = listen();
  await when(() => log.length > 1);
  expect(names()).toEqual([]);
  world.fail = false;
  await when(() => names().includes('module'));
});

test('lets a listener go that takes nothing, and goes on for the others', async () => {
  const { world, events, listen } = watched();
  const stuck = events.listen('small-1').stream;
  const { heard } = listen();
  for (let count = 0; !stuck.destroyed; count += 1) {
    world.notes = [`${count} ${'x'.repeat(2_000_000)}`];
    await when(() => stuck.destroyed || heard.text.includes(`"note":"${count} x`));
    heard.text = '';
  }
  expect(events.watched()).toBe(1);
  world.notes = ['It goes on.'];
  await when(() => heard.text.includes('It goes on.'));
});
