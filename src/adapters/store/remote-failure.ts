import { Failure, type FailureType } from '../../domain/failure.ts';

type Rule = { seen: RegExp; type: FailureType; wayOut: string };

/** What git says when another repository can't be reached or used, in the order in which it is looked for. */
const rules: Rule[] = [
  {
    seen: /shallow update not allowed|source repository is shallow|shallow roots/,
    type: 'InputRefused',
    wayOut:
      "It is a shallow clone, and merging needs the whole history: run 'git fetch --unshallow' there, or name its origin.",
  },
  {
    seen: /mismatched algorithms|object format/,
    type: 'InputRefused',
    wayOut: 'It names its objects by SHA-256; only repositories with SHA-1 names can be used.',
  },
  {
    seen: /couldn't find remote ref|not our ref|unadvertised object|no such remote ref/i,
    type: 'InputRefused',
    wayOut: 'Name a branch, a tag, HEAD or a whole commit id (40 digits) that exists there.',
  },
  {
    seen: /Authentication failed|could not read (Username|Password)|Permission denied|Host key verification failed|error: 40[13]/i,
    type: 'InputRefused',
    wayOut:
      'Give the worker credentials that need no question: a git credential helper, GIT_ASKPASS, or an ssh agent and a known host key.',
  },
  {
    seen: /Could not resolve host|Connection (refused|timed out|reset|closed)|Operation timed out|timed? ?out|Network is unreachable|No route to host|error: (408|429|5\d\d)|early EOF|RPC failed|unexpected disconnect/i,
    type: 'Transient',
    wayOut: 'The network or the server seems to be down; it is tried again.',
  },
  {
    seen: /does not appear to be a git repository|repository .* not found|not found|does not exist|No such file or directory|not a git repository|error: 404/i,
    type: 'InputRefused',
    wayOut: 'Check the address: there is no git repository that this worker can see.',
  },
];

/** A failure of fetching or delivering, with its type from git's own words; `doing` names the address and the ref. */
export function remoteFailure(doing: string, stderr: string): Failure {
  // What the other side says ('remote: ...') is shown but not judged: it can say anything.
  const own = stderr
    .split('\n')
    .filter((line) => !line.startsWith('remote:'))
    .join('\n');
  const rule = rules.find(({ seen }) => seen.test(own));
  const said = stderr.trim().slice(0, 1_000);
  // Unknown words are taken for a passing trouble; the number of tries is bounded by the caller.
  return new Failure(
    rule?.type ?? 'Transient',
    [`${doing} failed.`, rule?.wayOut, `git says: ${said}`].filter(Boolean).join(' '),
  );
}
