import { inProject, pattern, type Project } from '../project.ts';
import type { Proposal } from '../proposal.ts';
import { noTestCommand } from './no-test-command.ts';

/** A project of no kind that is known: its Makefile's test target where it has one, else the test command is asked for. */
export async function proposeOther(project: Project): Promise<Proposal> {
  const makefile = project.files.find((path) => /^(GNUmakefile|[Mm]akefile)$/.test(path));
  const target = /^(test|check)\s*:(?!=)/m.exec((makefile && (await project.read(makefile))) ?? '')?.[1];
  const extension = mostFrequentExtension(project.files);
  return {
    title: target === undefined ? 'no kind that is known here' : `make ${target}`,
    toolchains: [],
    setup:
      'No setup: nothing was found that would have to be installed. If there is, write: setup: { run: ..., inputs: [...], network: registries }.',
    modules: {
      value: { by: 'files', include: [pattern(project, extension === undefined ? '**' : `**/*${extension}`)] },
      why: [
        'PLEASE CHECK: one module for each file of this kind, which is a mere guess. Name the files that are to change.',
      ],
    },
    verify:
      target === undefined
        ? noTestCommand.verify
        : {
            value: [{ name: 'test', run: inProject(project, `make ${target}`), timeout: '15m' }],
            why: [
              `The Makefile has a target named ${target}; every module is judged by all of it.`,
              'Where that prints TAP or JUnit XML, tests are compared by name; else its exit code alone counts, which proves less.',
            ],
          },
    questions: [
      'The modules are a mere guess: check modules.include.',
      ...(target === undefined ? [noTestCommand.question] : []),
    ],
  };
}

function mostFrequentExtension(files: string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const file of files) {
    const extension = /[^/](\.[A-Za-z]\w{0,5})$/.exec(file)?.[1];
    if (extension !== undefined && !/^\.(md|txt|json|ya?ml|lock|toml)$/.test(extension))
      counts.set(extension, (counts.get(extension) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}
