import { Failure } from '../domain/failure.ts';

const componentPattern = /^[A-Za-z0-9._-]{1,200}$/;

/**
 * Checks one component of a name that becomes a path in the data folder, so that no name leads out of it: letters, digits,
 * dots, underscores and dashes, at most 200, and neither '.' nor anything with '..'. Throws `InputRefused`, naming `what`.
 */
export function checkPathComponent(component: string, what: string): void {
  if (componentPattern.test(component) && component !== '.' && !component.includes('..')) return;
  throw new Failure(
    'InputRefused',
    `${what} has the part '${component}', which can't be a file's name: use 1 to 200 letters, digits, '.', '_' and '-', without '..'.`,
  );
}
