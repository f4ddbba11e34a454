import { expect, test } from 'vitest';
import { sharedFlight } from '../../../src/adapters/environments/shared-flight.ts';

/** Work that ends when it is told to, or, some turns later, when its signal is aborted. */
function heldWork() {
  let finish: (value: string) => void = () => {};
  const log: string[] = [];
  const work = (signal: AbortSignal) => {
    log.push('begun');
    return new Promise<string>((resolve, reject) => {
      finish = resolve;
      signal.addEventListener('abort', () => {
        log.push('told to stop');
        setImmediate(() => {
          log.push('stopped');
          reject(signal.reason as Error);
        });
      });
    });
  };
  return { work, log, finish: (value: string) => finish(value) };
}

test('callers with one key share one run, and the next one begins anew', async () => {
  const once = sharedFlight<string>();
  const { work, log, finish } = heldWork();
  const signal = new AbortController().signal;
  const calls = [once('a', signal, work), once('a', signal, work)];
  finish('done');
  expect(await Promise.all(calls)).toEqual(['done', 'done']);
  const next = once('a', signal, work);
  finish('again');
  expect(await next).toBe('again');
  expect(log).toEqual(['begun', 'begun']);
});

test('a caller that gives up does not stop the others', async () => {
  const once = sharedFlight<string>();
  const { work, log, finish } = heldWork();
  const impatient = new AbortController();
  const first = once('a', impatient.signal, work);
  const second = once('a', new AbortController().signal, work);
  impatient.abort(new Error('cancelled'));
  await expect(first).rejects.toThrow('cancelled');
  finish('done');
  expect(await second).toBe('done');
  expect(log).toEqual(['begun']);
});

test('the last caller that gives up stops the work, and waits for its end', async () => {
  const once = sharedFlight<string>();
  const { work, log, finish } = heldWork();
  const [one, two] = [new AbortController(), new AbortController()];
  const calls = [once('a', one.signal, work), once('a', two.signal, work)];
  one.abort(new Error('first'));
  await expect(calls[0]).rejects.toThrow('first');
  two.abort(new Error('second'));
  const newcomer = once('a', new AbortController().signal, work);
  await expect(calls[1]).rejects.toThrow('second');
  expect(log).toEqual(['begun', 'told to stop', 'begun', 'stopped']);
  finish('fresh');
  expect(await newcomer).toBe('fresh');
});

test('a caller that has given up before begins nothing', async () => {
  const { work, log } = heldWork();
  await expect(sharedFlight<string>()('a', AbortSignal.abort(new Error('before')), work)).rejects.toThrow('before');
  expect(log).toEqual([]);
});

test('work that throws at once fails the call and is forgotten', async () => {
  const once = sharedFlight<string>();
  const signal = new AbortController().signal;
  const fail = () => {
    throw new Error('broken');
  };
  await expect(once('a', signal, fail)).rejects.toThrow('broken');
  expect(await once('a', signal, async () => 'fine')).toBe('fine');
});
