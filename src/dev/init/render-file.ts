import { Document, Scalar, stringify } from 'yaml';
import { placeholderGoal } from '../../core/migration-file/placeholder-goal.ts';
import type { Proposal } from './proposal.ts';

export type FileFacts = {
  name: string;
  /** The repository's path as the file's own folder sees it. */
  url: string;
  ref: string;
  /** Where the repository came from, for a Drover elsewhere. */
  remote: string | undefined;
  goal: string | undefined;
  path: { folder: string; why: string }[];
  env: Record<string, string>;
  envWhy: string[];
  /** How this file is called on a command line. */
  output: string;
  proposal: Proposal;
};

/** The migration file as text: each part with its reasons above it, and what was not decided as a comment that can be switched on. */
export function renderFile(facts: FileFacts): string {
  const { proposal } = facts;
  const sections = [
    comment([
      `A migration file for Drover, written by 'drover init' for a project of this kind: ${proposal.title}.`,
      "What could not be known is a guess, with its reason above it. Nothing here is final: 'drover plan' says whether it holds,",
      'and spends no money.',
      '',
      ...commands(facts),
      ...proposal.questions.flatMap((question) => ['', `PLEASE ANSWER: ${question}`]),
    ]),
    part([], { drover: 1, name: facts.name }),
    repository(facts),
    goal(facts.goal),
    environment(facts),
    typeof proposal.setup === 'string'
      ? comment([proposal.setup])
      : part(proposal.setup.why, { setup: proposal.setup.value }),
    part(proposal.modules.why, { modules: proposal.modules.value }),
    part(
      [
        ...proposal.verify.why,
        'It runs in every module before and after, without network. A test lost, newly failing or newly skipped refuses a change.',
      ],
      { verify: proposal.verify.value },
    ),
    part(['Nothing may change these files, whatever a module is allowed to change.'], { protect: ['.github/**'] }),
    part(
      [
        'Attempts are per module, money is for all of it. At a limit no new request is sent; what is under way ends well.',
      ],
      {
        budget: { attempts: 4, usd: 20 },
      },
    ),
    part(
      [
        'merge: each asks a person before every merge; none merges whatever is verified. plan: true asks once before anything begins.',
      ],
      {
        approve: { plan: false, merge: 'each' },
      },
    ),
    part(['The branch that is made in the repository at the end. It must not be there yet.'], {
      deliver: { to: 'branch', branch: `drover/${facts.name}` },
    }),
  ];
  return `${sections.join('\n\n')}\n`;
}

function commands({ output }: FileFacts): string[] {
  return [
    `  drover plan ${output}           the modules, and whether their tests pass as they are`,
    `  drover try ${output} MODULE     one module, nothing merged`,
    `  drover run ${output}            all of it`,
  ];
}

function repository({ url, ref, remote }: FileFacts): string {
  const value = part(['Drover works on commits: what is not committed is not seen.'], { repository: { url, ref } });
  if (remote === undefined || remote === url) return value;
  return `${value}\n  # For a Drover on another machine:\n  # url: ${remote}`;
}

function goal(given: string | undefined): string {
  const why =
    given === undefined
      ? [
          'PLEASE FILL IN: the model sees this word for word in every request. It can be planned as it is, and not started.',
        ]
      : ['The model sees this word for word in every request.'];
  const rules = ['# Rules, one an entry:', '# guide:', '#   - Keep the names and the order of the tests.'];
  const words = new Scalar(given ?? placeholderGoal);
  words.type = Scalar.BLOCK_LITERAL;
  return `${part(why, new Document({ goal: words }))}\n${rules.join('\n')}`;
}

function environment({ path, env, envWhy }: FileFacts): string {
  const why = [
    ...path.map((entry) => entry.why),
    ...(path.length > 0 ? ['Each folder is shown to commands read-only, with what lies beside it.'] : []),
    ...envWhy,
  ];
  const value = {
    ...(path.length > 0 && { path: path.map(({ folder }) => folder) }),
    ...(Object.keys(env).length > 0 && { env }),
  };
  if (Object.keys(value).length > 0) return part(why, { environment: value });
  return comment([
    'No environment: the commands find their toolchain in /usr. Others: environment: { path: [/opt/tool/bin] }.',
  ]);
}

function part(why: string[], value: object): string {
  const text = stringify(value, { lineWidth: 0, blockQuote: 'literal' }).trimEnd();
  return why.length === 0 ? text : `${comment(why)}\n${text}`;
}

function comment(lines: string[]): string {
  return lines
    .flatMap((line) => line.split('\n'))
    .map((line) => (line === '' ? '#' : `# ${line}`))
    .join('\n');
}
