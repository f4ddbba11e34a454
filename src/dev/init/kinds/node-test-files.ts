import type { Project } from '../project.ts';
import { importsRunner } from './node-runner.ts';

const source = /\.[cm]?[jt]sx?$/;
/** Names that say it whatever the folder. */
const suffixed = /\.(test|spec)\.[cm]?[jt]sx?$/;
/** Names and folders that may say it: what is in the file decides. */
const likely = /(^|\/)tests?([-_.][^/]*)?\.[cm]?[jt]sx?$|[-_](test|spec)\.[cm]?[jt]sx?$/;
const inFolder = /(^|\/)(tests?|__tests__|specs?)\//;
const notOurs = /(^|\/)(node_modules|fixtures?|__fixtures__|__mocks__|__snapshots__|vendor|e2e|cypress|playwright)\//;
/** What was made of the sources; tests in there are copies, unless there are no others. */
const made = /(^|\/)(dist|build)\//;
const call = /^\s*(await |void |return )?(test|it|describe|suite|t\.test|tape|tap\.test)(\.[\w.]+)?\s*\(/m;

/** Files that are read to tell tests from what lies beside them; in larger repositories names decide. */
const mostRead = 300;

export type NodeTestFiles = { files: string[]; texts: string[] };

/** Finds the test files of a project: by the ends of their names, else by other names and by folders, of those that call a test function. */
export async function nodeTestFiles(project: Project): Promise<NodeTestFiles> {
  const all = project.files.filter((path) => source.test(path) && !/\.d\.[cm]?ts$/.test(path) && !notOurs.test(path));
  const written = await testFilesOf(
    project,
    all.filter((path) => !made.test(path)),
  );
  return written.files.length > 0 ? written : testFilesOf(project, all);
}

async function testFilesOf(project: Project, sources: string[]): Promise<NodeTestFiles> {
  const sure = sources.filter((path) => suffixed.test(path));
  const candidates = sure.length > 0 ? sure : sources.filter((path) => likely.test(path) || inFolder.test(path));
  const read = await project.readAll(candidates.slice(0, mostRead));
  if (sure.length > 0) return { files: sure, texts: read.map(({ text }) => text) };
  const tests = read.filter(({ text }) => importsRunner(text) || call.test(text));
  return { files: tests.map(({ path }) => path), texts: tests.map(({ text }) => text) };
}

/** The part of a test file's name that it shares with others. */
export function nodeTestName(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const ending = /[-._](test|spec)\.[cm]?[jt]sx?$/.exec(name)?.[0];
  if (ending !== undefined) return `*${ending}`;
  if (!inFolder.test(path)) return name;
  return `*${/\.[cm]?[jt]sx?$/.exec(name)?.[0] ?? ''}`;
}
