import { untilInterrupted } from '../processes/until-interrupted.ts';
import { Failure } from '../../domain/failure.ts';
import { lockFolder } from './lock-folder.ts';
import { Interrupted } from '../processes/interrupted.ts';
import { startStack, type Stack, type StackOptions } from './start-stack.ts';
import { superviseWorker } from './supervise-worker.ts';

/**
 * Runs an embedded stack as long as `use` takes, and leaves nothing running. Throws `Interrupted` after a Ctrl-C; what was under way in the
 * data folder goes on when a stack runs there again.
 */
export async function withStack<T>(options: StackOptions, use: (stack: Stack) => Promise<T>): Promise<T> {
  const unlock = await lockFolder(options.config.dataFolder, 'Drover stack');
  try {
    const stack = await startStack(options);
    const unsupervise = superviseWorker(stack, options.log);
    try {
      return await Promise.race([use(stack), interrupted(), serverLost(stack)]);
    } finally {
      unsupervise();
      await stack.stop();
    }
  } finally {
    await unlock();
  }
}

async function interrupted(): Promise<never> {
  await untilInterrupted();
  throw new Interrupted();
}

async function serverLost({ serverEnded }: Stack): Promise<never> {
  await serverEnded;
  throw new Failure('Broken', 'The Temporal server ended. Nothing is lost: start the command again, and it goes on.');
}
