import { Interrupted } from '../../dev/processes/interrupted.ts';
import { untilInterrupted } from '../../dev/processes/until-interrupted.ts';
import type { Service } from '../http/find-service.ts';

/** What comes of work at a service; throws `Interrupted` after a Ctrl-C, which ends the command and not what goes on there. */
export async function orInterrupted<T>({ url }: Service, work: Promise<T>): Promise<T> {
  const interrupted = untilInterrupted().then(() => {
    throw new Interrupted(
      `What was started goes on at ${url}: \`drover watch\` shows it, \`drover cancel\` ends it, each with its ID where several run.`,
    );
  });
  return Promise.race([work, interrupted]);
}
