import { PassThrough } from 'node:stream';

/** A stream of server-sent events to one listener. */
export type EventStream = {
  readonly stream: PassThrough;
  send(event: string, data: unknown): void;
  /** A comment: keeps the connection open, and shows both sides that the other is there. */
  beat(): void;
  end(): void;
};

/** A listener that takes nothing for so long that this much waits for it, in bytes, is let go; it can come again. */
const mostWaiting = 4_000_000;

/** Makes a stream of server-sent events; each has a number, and data on one line of JSON. */
export function eventStream(): EventStream {
  const stream = new PassThrough();
  let count = 0;
  const write = (text: string) => {
    if (stream.writableEnded || stream.destroyed) return;
    if (stream.writableLength > mostWaiting) {
      stream.destroy();
      return;
    }
    stream.write(text);
  };
  return {
    stream,
    send(event, data) {
      count += 1;
      write(`id: ${count}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    },
    beat: () => write(': still here\n\n'),
    end: () => stream.end(),
  };
}
