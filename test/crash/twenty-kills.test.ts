import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { MigrationReport } from '../../src/domain/migration-report.ts';
import { crashRun, type Death, type Scene } from '../support/crash-run.ts';
import { until } from '../support/migration-stack.ts';
import { keysAskedAgain, repeatedCalls } from '../support/model-calls.ts';

const kills = 20;
const latencyMs = 300;
const repliesBetween = 3;
const patienceMs = 900_000;

/** One module asks the model three times, so the run records more replies than there are kills to wait for. */
const names = Array.from({ length: 24 }, (_, index) => `m${String(index).padStart(2, '0')}.txt`);
const modules = Object.fromEntries(names.map((name) => [name, "a plain line\nword = 'OLD'\n"]));

/** So many milliseconds after the last reply that is waited for: a kill meets calls before, at and after their answer. */
const moments = fc.array(fc.nat(2 * latencyMs), { minLength: kills, maxLength: kills });

test(
  'kill -9 at twenty random moments repeats no recorded call, and the report charges and names what was under way',
  async ({ onTestFinished }) => {
    const seed = Number(process.env['DROVER_TEST_SEED'] ?? randomInt(2 ** 31));
    console.log(`The random kills have the seed ${seed}; to repeat them set DROVER_TEST_SEED=${seed}.`);
    const [waits = []] = fc.sample(moments, { seed, numRuns: 1 });
    const disturb = async ({ stack, recorded, death }: Scene): Promise<Death[]> => {
      const deaths: Death[] = [];
      for (const [index, milliseconds] of waits.entries()) {
        await until(recorded, (count) => count >= (index + 1) * repliesBetween);
        await sleep(milliseconds);
        process.kill(stack.worker.pid, 'SIGKILL');
        deaths.push(await death(`kill ${index + 1}`));
        await stack.startWorker();
      }
      return deaths;
    };
    const run = await crashRun({ concurrency: 4, modules, latencyMs, disturb }, onTestFinished);

    expect(run.deaths.map(({ signal }) => signal)).toEqual(Array.from({ length: kills }, () => 'SIGKILL'));
    expect(run.report).toMatchObject({ status: 'completed', branch: 'migrated' });
    expect([...run.landed].sort()).toEqual(names);
    expect(run.faults).toEqual([]);

    // On the server's own count: what was recorded is never asked again.
    expect(repeatedCalls(run)).toEqual([]);
    const again = keysAskedAgain(run);
    const unknown = unknownCalls(run.report);
    console.log(`${run.calls.length} calls, ${again.length} asked again, ${unknown.length} of unknown end.`);
    expect(unknown).toEqual(expect.arrayContaining(again.map(placeOf)));
    // An intent that a kill kept from being sent counts, too: nobody can tell it from one that was.
    const answered = new Set(run.calls.map(({ key }) => key)).size;
    expect(run.report.usage.modelCalls).toBe(answered + unknown.length);
  },
  patienceMs,
);

/** The places (module, attempt, turn) of calls whose end nobody knows, each as often as there are such calls. */
function unknownCalls({ modules: ended }: MigrationReport): string[] {
  return ended.flatMap(({ key, unknown = [] }) =>
    unknown.flatMap(({ attempt, turn, calls }) =>
      Array.from({ length: calls }, () => `${key}/attempt-${attempt}/turn-${turn}`),
    ),
  );
}

function placeOf(key: string): string {
  const [, module, , attempt, turn] = key.split('/');
  return `${module}/${attempt}/${turn}`;
}
