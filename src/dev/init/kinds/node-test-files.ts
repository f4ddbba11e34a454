import { importsRunner } from './node-runner.ts';
import type { Project } from '../project.ts';

const source = /\.[cm]?[jt]sx?$/;
const named =
  /(^|\/)[^/]*[.-_](test|tests|spec)\.[cm]?[jt]sx?$|(^|\/)(test|tests)[-_.][^/]*$|(^|\/)tests?\.[cm]?[jt]s$/;
const inFolder = /(^|\/)(test|tests|__tests__|spec|specs)\//;
const elsewhere =
  /(^|\/)(node_modules|fixtures?|__fixtures__|__mocks__|__snapshots__|helpers?|support|utils?|dist|build|vendor|e2e|cypress|playwright)\//;
const call = /^\s*(await |void |return )?(test|it|describe|suite|t\.test|tape|tap\.test)(\.[\w.]+)?\s*\(/m;

/** Files that are read to tell tests from what lies beside them; in larger repositories names decide. */
const mostRead = 300;

export type NodeTestFiles = { files: string[]; texts: string[] };

/** Finds the test files of a project: by name, and in test folders by whether they call a test function. */
export async function nodeTestFiles(project: Project): Promise<NodeTestFiles> {
  const sources = project.files.filter((path) => source.test(path) && !path.endsWith('.d.ts') && !elsewhere.test(path));
  const byName = sources.filter((path) => named.test(path));
  const candidates = byName.length > 0 ? byName : sources.filter((path) => inFolder.test(path));
  const read = await project.readAll(candidates.slice(0, mostRead));
  const tests = byName.length > 0 ? read : read.filter(({ text }) => importsRunner(text) || call.test(text));
  const unread = byName.length > 0 ? candidates.slice(mostRead) : [];
  return { files: [...tests.map(({ path }) => path), ...unread], texts: tests.map(({ text }) => text) };
}

/** The part of a test file's name that it shares with others. */
export function nodeTestName(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const ending = /[.-_](test|tests|spec)\.[cm]?[jt]sx?$/.exec(name)?.[0];
  if (ending !== undefined) return `*${ending}`;
  const extension = /\.[cm]?[jt]sx?$/.exec(name)?.[0] ?? '';
  const beginning = /^tests?[-_.](?=.*\.)/.exec(name)?.[0];
  if (beginning !== undefined && name !== `${beginning.slice(0, -1)}${extension}`) return `${beginning}*${extension}`;
  return inFolder.test(path) ? `*${extension}` : name;
}
