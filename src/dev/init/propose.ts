import type { FoundProject, Kind } from './find-projects.ts';
import { proposeGo } from './kinds/go.ts';
import { proposeGradle } from './kinds/gradle.ts';
import { proposeMaven } from './kinds/maven.ts';
import { proposeNode } from './kinds/node.ts';
import { proposeOther } from './kinds/other.ts';
import { proposePython } from './kinds/python.ts';
import { proposeRust } from './kinds/rust.ts';
import type { Project } from './project.ts';
import type { Proposal } from './proposal.ts';

const byKind: Record<Kind, (project: Project) => Promise<Proposal>> = {
  node: proposeNode,
  python: proposePython,
  go: proposeGo,
  maven: proposeMaven,
  gradle: proposeGradle,
  rust: proposeRust,
};

/** Works out a migration's parts for the first of the projects that were found, and names the others. */
export async function propose(projects: FoundProject[], project: Project): Promise<Proposal> {
  const [first, ...others] = projects;
  if (first === undefined) return proposeOther(project);
  const proposal = await byKind[first.kind](project);
  if (others.length === 0) return proposal;
  const named = others.map(({ kind, at }) => `${kind} in ${at === '' ? 'the top folder' : at}`);
  const question = `There is more than this project: ${named.slice(0, 5).join(', ')}. A migration of that needs its own setup, modules and verify.`;
  return { ...proposal, questions: [...proposal.questions, question] };
}
