import { Failure } from '../../domain/failure.ts';

/** Checks that a commit or tree id is 40 lower-case hexadecimal digits, so that git can't read it as an option or a name. */
export function checkId(id: string, what = 'commit'): string {
  if (/^[0-9a-f]{40}$/.test(id)) return id;
  throw new Failure('InputRefused', `The ${what} id ${JSON.stringify(id)} is not 40 lower-case hexadecimal digits.`);
}
