/**
 * True when a file system could take the path component for `.git`, `.gitmodules` or `.gitattributes`: in any case, with code
 * points that HFS+ ignores, with the trailing dots, blanks or stream names that NTFS ignores, or as an NTFS short name. The
 * rules are those of git's `core.protectHFS` and `core.protectNTFS`, widened to all ignorable code points.
 */
export function isGitDisguise(component: string): boolean {
  const seen = component
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/:.*$/su, '')
    .replace(/[.\s]+$/u, '');
  return seen === '.git' || seen === '.gitmodules' || seen === '.gitattributes' || shortName.test(seen);
}

/** `git~1`, `gitmod~1`, and `gi7eba~1`, as NTFS shortens the three names. */
const shortName = /^gi[0-9a-z]{0,4}~\d+$/u;
