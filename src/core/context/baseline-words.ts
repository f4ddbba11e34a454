import type { Verification } from '../../domain/evidence.ts';
import { count } from '../text/human-units.ts';

const listed = 20;

/** How the verify commands ended before the change, for the model: how many tests there are, and which of them are red or flaky already. */
export function baselineWords({ commands }: Pick<Verification, 'commands'>): string {
  return commands
    .flatMap(({ name, exitCode, report: { format, tests }, reruns }) => {
      const failed = tests.filter(({ outcome }) => outcome === 'failed').map(({ id }) => id);
      const flaky = reruns?.flaky ?? [];
      const figures =
        format === 'exit-code' ? `exit code ${exitCode}` : `${count(tests.length, 'test')}, ${failed.length} failing`;
      return [
        `- ${name}: ${figures}`,
        ...(failed.length > 0 ? [`  failing already, which is neither your fault nor an excuse: ${some(failed)}`] : []),
        ...(flaky.length > 0 ? [`  flaky: ${some(flaky)}`] : []),
      ];
    })
    .join('\n');
}

function some(ids: string[]): string {
  const shown = ids.slice(0, listed).map((id) => JSON.stringify(id));
  return ids.length <= listed ? shown.join(', ') : `${shown.join(', ')} and ${ids.length - listed} more`;
}
