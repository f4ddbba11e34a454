import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { crashRun, type Death, type Scene } from '../support/crash-run.ts';
import { until } from '../support/migration-stack.ts';
import { keysAskedAgain, placesAsked, repeatedCalls } from '../support/model-calls.ts';

const latencyMs = 100;
const patienceMs = 480_000;

/** A moment of a run: so many replies are recorded, and some milliseconds more have gone by. */
const moment = (fewest: number, most: number) =>
  fc.record({ replies: fc.integer({ min: fewest, max: most }), milliseconds: fc.nat(2 * latencyMs) });

/** The run records nine replies. Between two kills some are new, or one unlucky step would use up all its activity retries. */
const moments = fc.tuple(moment(1, 2), moment(4, 5), moment(7, 8));

test(
  'kill -9 at three random moments changes nothing in the result, and no recorded call is made again',
  async ({ onTestFinished }) => {
    const seed = Number(process.env['DROVER_TEST_SEED'] ?? randomInt(2 ** 31));
    console.log(`The random kills have the seed ${seed}; to repeat them set DROVER_TEST_SEED=${seed}.`);
    const [kills = []] = fc.sample(moments, { seed, numRuns: 1 });
    const disturb = async ({ stack, recorded, death }: Scene): Promise<Death[]> => {
      const deaths: Death[] = [];
      for (const { replies, milliseconds } of kills) {
        await until(recorded, (count) => count >= replies);
        await sleep(milliseconds);
        process.kill(stack.worker.pid, 'SIGKILL');
        deaths.push(await death(`the kill after ${replies} replies`));
        await stack.startWorker();
      }
      return deaths;
    };
    const [plain, run] = await Promise.all([
      crashRun({ concurrency: 3 }, onTestFinished),
      crashRun({ concurrency: 3, latencyMs, disturb }, onTestFinished),
    ]);

    expect(run.deaths.map(({ signal }) => signal)).toEqual(['SIGKILL', 'SIGKILL', 'SIGKILL']);
    expect(run.report).toMatchObject({ status: 'completed', branch: 'migrated' });
    expect(run.tree).toBe(plain.tree);
    expect([...run.landed].sort()).toEqual(['a.txt', 'b.txt', 'c.txt']);
    expect(run.faults).toEqual([]);

    expect(repeatedCalls(run)).toEqual([]);
    expect(placesAsked(run)).toEqual(placesAsked(plain));
    // What was asked again was under way at a death, once for each death that met it.
    const underWay = run.deaths.flatMap(({ journal }) =>
      journal.filter((entry) => !entry.recorded).map(({ key }) => key),
    );
    expect(underWay).toEqual(expect.arrayContaining(keysAskedAgain(run)));
    expect(run.calls.length - plain.calls.length).toBeLessThanOrEqual(underWay.length);
  },
  patienceMs,
);
