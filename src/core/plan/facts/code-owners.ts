import ignore from 'ignore';

/** Where hosts look for it, the first one counts (GitHub, GitLab). */
export const ownerFiles = ['.github/CODEOWNERS', '.gitlab/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'];

type Rule = { matches: (path: string) => boolean; owners: string[] };

/**
 * Reads a CODEOWNERS file: who owns a path, by the last rule that matches it; a rule without owners takes them away. Sections of GitLab give their
 * rules default owners (https://docs.github.com/articles/about-code-owners, https://docs.gitlab.com/user/project/codeowners/reference/).
 */
export function codeOwners(text: string): (path: string) => string[] {
  const rules: Rule[] = [];
  let ofSection: string[] = [];
  for (const raw of text.split(/\r?\n/)) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    if (/^\^?\[/.test(line)) {
      ofSection = wordsOf(line.slice(line.lastIndexOf(']') + 1));
      continue;
    }
    const [pattern = '', ...owners] = wordsOf(line);
    const rule = ignore().add(pattern);
    rules.push({ matches: (path) => rule.ignores(path), owners: owners.length > 0 ? owners : ofSection });
  }
  rules.reverse();
  return (path) => rules.find(({ matches }) => matches(path))?.owners ?? [];
}

/** A blank within a pattern is written with a backslash; what follows a blank and '#' is a comment. */
function wordsOf(line: string): string[] {
  return line.replace(/\s#.*$/, '').match(/(?:\\.|\S)+/g) ?? [];
}
