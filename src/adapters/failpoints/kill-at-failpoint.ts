import { Failure } from '../../domain/failure.ts';
import type { Failpoint, FailpointName } from '../../ports/failpoints.ts';

/** Every failpoint; the type makes sure that none is missing. */
const names = Object.keys({
  'before-blob-write': true,
  'after-blob-write': true,
  'before-journal-write': true,
  'after-journal-write': true,
  'before-ref-update': true,
  'after-ref-update': true,
  'before-command': true,
  'after-command': true,
  'before-merge': true,
  'after-merge': true,
} satisfies Record<FailpointName, true>);

/**
 * A failpoint that kills its own process with SIGKILL, for crash tests. `setting` is a failpoint's name ('after-journal-write':
 * the first passing) or a name and a count ('after-journal-write:3': the third passing). Without a setting it does nothing.
 * Throws `InputRefused` for any other setting.
 */
export function killAtFailpoint(setting: string | undefined): Failpoint {
  if (setting === undefined || setting === '') return () => {};
  const [name = '', count = '1', ...rest] = setting.split(':');
  if (!names.includes(name) || !/^[1-9]\d{0,8}$/.test(count) || rest.length > 0) {
    throw new Failure(
      'InputRefused',
      `There is no failpoint '${setting}'. Use one of these, or one with a count like '${names[0]}:3': ${names.join(', ')}.`,
    );
  }
  const fatal = Number(count);
  let passed = 0;
  return (passing) => {
    if (passing !== name) return;
    passed += 1;
    if (passed === fatal) process.kill(process.pid, 'SIGKILL');
  };
}
