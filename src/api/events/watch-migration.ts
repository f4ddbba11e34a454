import { hasEnded } from '../views/migration-status.ts';
import { eventStream, type EventStream } from './event-stream.ts';
import { changeTeller, currentEvents, type Snapshot } from './snapshot.ts';

export type EventTimes = { pollMs: number; beatMs: number };

export type WatchOptions = {
  look: () => Promise<Snapshot>;
  times: EventTimes;
  log: (line: string) => void;
  /** Told once, when the migration has ended or nobody listens any more. */
  onOver: () => void;
};

/** One migration that is looked at for its listeners. */
export type Watch = { join(): EventStream; close(): void };

/**
 * Looks at a migration again and again, and tells its listeners what has changed, until it ends or the last of them has gone. After a look
 * that took long the pause is longer, so that a large migration is not kept busy by those who watch it.
 */
export function watchMigration({ look, times, log, onOver }: WatchOptions): Watch {
  const listeners = new Set<EventStream>();
  const changes = changeTeller();
  let last: Snapshot | undefined;
  let timer: NodeJS.Timeout | undefined;
  let over = false;
  const beats = setInterval(() => {
    for (const listener of listeners) listener.beat();
  }, times.beatMs);

  const close = (): void => {
    if (over) return;
    over = true;
    clearTimeout(timer);
    clearInterval(beats);
    for (const listener of listeners) listener.end();
    onOver();
  };
  const publish = (snapshot: Snapshot): void => {
    last = snapshot;
    const events = changes(snapshot);
    for (const listener of listeners) for (const { event, data } of events) listener.send(event, data);
    const { status } = snapshot.migration;
    if (!hasEnded(status) && status !== 'not-started') return;
    for (const listener of listeners) listener.send('end', { status });
    close();
  };
  const again = async (): Promise<void> => {
    const began = Date.now();
    try {
      const snapshot = await look();
      if (!over) publish(snapshot);
    } catch (error) {
      log(`events: ${error instanceof Error ? error.message : String(error)}`);
    }
    if (!over) timer = setTimeout(() => void again(), Math.max(times.pollMs, 4 * (Date.now() - began)));
  };
  void again();

  return {
    join() {
      const listener = eventStream();
      if (last) for (const { event, data } of currentEvents(last)) listener.send(event, data);
      listeners.add(listener);
      listener.stream.once('close', () => {
        listeners.delete(listener);
        if (listeners.size === 0) close();
      });
      return listener;
    },
    close,
  };
}
