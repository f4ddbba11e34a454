import { Failure } from '../../domain/failure.ts';

/** The failure of a program that could not be started: for good when it is not there, else (too many processes, open files) for now. */
export function notStarted(program: string, cause: Error & { code?: string }): Failure {
  const missing = cause.code === 'ENOENT' || cause.code === 'EACCES';
  const wayOut = missing ? ' Is git installed and on the PATH?' : '';
  return new Failure(missing ? 'Broken' : 'Transient', `'${program}' could not be run: ${cause.message}.${wayOut}`, {
    cause,
  });
}
