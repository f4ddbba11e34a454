import { fork } from 'node:child_process';
import { Failure } from '../../domain/failure.ts';
import type { HostAnswer, HostRequest } from './host-messages.ts';
import { runProgramsBy, type ProgramEnd, type RunProgram } from './run-program.ts';
import { runHere } from './run-here.ts';

export type ProgramHost = {
  /** Lets programs be children of this process again, and ends the host. */
  stop(): void;
};

/** What is larger takes longer to hand over than to start a process for. */
const mostInput = 1024 * 1024;

/**
 * Starts a small process beside this one that runs this process's programs. Node starts a process by copying its own page tables (fork(2)), and
 * meanwhile does nothing else: 2 ms in a small process, 17 ms in a worker of 300 MB, and a module takes about thirty of them. The host ends with
 * this process, however that ends; what it has begun then comes to its end, as a child of this process would.
 *
 * `main` is the host's compiled code. A host that ends by itself fails what it was running, for Temporal to try again; later programs are children of this process again.
 */
export function startProgramHost(main: URL): ProgramHost {
  const host = fork(main, { serialization: 'advanced', stdio: ['ignore', 'inherit', 'inherit', 'ipc'], execArgv: [] });
  // It must not keep this process from ending.
  host.unref();
  host.channel?.unref();
  const waiting = new Map<number, { resolve: (end: ProgramEnd) => void; reject: (error: Failure) => void }>();
  let asked = 0;
  const run: RunProgram = (program, args, options) => {
    if (!host.connected || options.input.length > mostInput) return runHere(program, args, options);
    asked += 1;
    const request: HostRequest = { id: asked, program, args, options };
    return new Promise((resolve, reject) => {
      waiting.set(request.id, { resolve, reject });
      host.channel?.ref();
      host.send(request, (error) => {
        if (error !== null)
          settle(request.id, { id: request.id, failure: { type: 'Transient', message: error.message } });
      });
    });
  };
  const settle = (id: number, answer: HostAnswer): void => {
    const one = waiting.get(id);
    waiting.delete(id);
    if (waiting.size === 0) host.channel?.unref();
    if ('failure' in answer) one?.reject(new Failure(answer.failure.type, answer.failure.message));
    else one?.resolve(answer.end);
  };
  host.on('message', (answer: HostAnswer) => settle(answer.id, answer));
  host.on('error', () => {});
  host.once('disconnect', () => {
    for (const id of waiting.keys())
      settle(id, { id, failure: { type: 'Transient', message: 'The process that runs programs has ended.' } });
  });
  runProgramsBy(run);
  return {
    stop() {
      runProgramsBy();
      if (host.connected) host.disconnect();
    },
  };
}
