import { join } from 'node:path';
import { execa } from 'execa';
import type { demoReport } from '../../src/dev/demo/demo-report.ts';
import type { Program, ProgramEnd } from './start-program.ts';

export type DemoDocument = ReturnType<typeof demoReport>;

/** A finished demo: how the program ended, its report, and where it kept what. */
export type DemoResult = ProgramEnd & {
  report: DemoDocument;
  /** The folder of all demos, and Drover's own data in it. */
  folder: string;
  data: string;
  repository: string;
  /** Runs git in the repository and returns what it prints. */
  git: (...args: string[]) => Promise<string>;
  /** The tree of the delivered branch. */
  tree: string;
};

/** Waits for a demo's end and reads its report, which must be all of its standard output. */
export async function demoResult(program: Program): Promise<DemoResult> {
  const end = await program.ended;
  if (end.exitCode !== 0) throw new Error(`The demo ended with ${end.exitCode ?? end.signal}:\n${end.stderr}`);
  const folder = join(program.dataFolder, 'demo');
  const repository = join(folder, 'minimist');
  const git = async (...args: string[]) => (await execa('git', args, { cwd: repository })).stdout;
  const report = JSON.parse(end.stdout) as DemoDocument;
  const tree = await git('rev-parse', `${report.branch}^{tree}`);
  return { ...end, report, folder, data: join(folder, 'drover'), repository, git, tree };
}
