import { isGitDisguise } from './git-disguise.ts';

const maxPathBytes = 4096;
const maxComponentBytes = 255;

/**
 * Says why a path may never be written, whatever a module may change; undefined when nothing speaks against it.
 *
 * @param path relative to the repository's root, with forward slashes
 * @param existing whether a file of this path is in the repository: an old name may begin with a dash, a new one may not, since
 *   commands take it for an option
 */
export function refusePath(path: string, existing: boolean): string | undefined {
  if (path === '') return 'the path is empty';
  if (/[\p{Cc}\u2028\u2029]/u.test(path)) return 'the path contains a control character';
  if (/\p{Surrogate}/u.test(path)) return 'the path is not valid Unicode';
  if (path.startsWith('/')) return "the path is absolute; write it relative to the repository's root";
  if (/^[a-z]:/iu.test(path)) return "the path begins with a drive letter; write it relative to the repository's root";
  if (path.includes('\\')) return 'the path contains a backslash; separate folders with forward slashes';
  if (utf8Bytes(path) > maxPathBytes) return `the path is longer than ${maxPathBytes} bytes`;
  for (const component of path.split('/')) {
    const reason = refuseComponent(component, existing);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

function refuseComponent(component: string, existing: boolean): string | undefined {
  if (component === '') return 'the path contains an empty component';
  if (component === '.' || component === '..')
    return `the path contains '${component}'; write it plainly from the repository's root`;
  if (utf8Bytes(component) > maxComponentBytes)
    return `a component of the path is longer than ${maxComponentBytes} bytes`;
  if (isGitDisguise(component)) return `'${component}' is, or can be taken for, one of git's own files`;
  if (!existing && component.startsWith('-')) return `the name '${component}' begins with a dash`;
  return undefined;
}

function utf8Bytes(text: string): number {
  return new TextEncoder().encode(text).length;
}
