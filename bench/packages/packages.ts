import { appendFile, mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { whyNotEligible } from './eligibility.ts';
import { readExplanations } from './explanations.ts';
import { listWords, makeList } from './make-list.ts';
import { readPackageList, writePackageList, type ListedPackage } from './package-list.ts';
import { planPackage } from './plan-package.ts';
import { readFiles } from './read-files.ts';
import { readOptions, type PackagesOptions } from './read-options.ts';
import type { Row } from './row.ts';
import { summarize } from './summarize.ts';
import { unpackPackage } from './unpack-package.ts';

/** This file is run from the build, `dist/bench/packages/packages.js`. */
const dist = fileURLToPath(new URL('../..', import.meta.url));
const root = join(dist, '..');
const listPath = join(root, 'bench/packages/packages.txt');

/** Runs `drover init` and `drover plan` on packages that nobody has chosen, and says how many have a green baseline. */
async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  await mkdir(options.out, { recursive: true });
  if (options.list) {
    await writePackageList(listPath, listWords, await makeList(root, options.out));
    return;
  }
  const list = await readPackageList(listPath);
  const results = join(options.out, 'results.jsonl');
  const rows = await readRows(results);
  const queues = options.kinds.map((kind) => list.filter((one) => one.kind === kind));
  const line = takeTurns(queues, options, rows);
  await Promise.all(
    Array.from({ length: options.jobs }, async () => {
      for (let one = line.next(); one !== undefined; one = line.next()) {
        const row = await measure(one, options);
        await appendFile(results, `${JSON.stringify(row)}\n`);
        line.done(row);
        console.error(`${one.kind} ${one.name} ${one.version}: ${row.eligible ? row.outcome : row.why}`);
      }
    }),
  );
  const listed = new Set(list.map(nameOf));
  const measured = [...(await readRows(results)).values()];
  const counted = measured.filter((row) => listed.has(nameOf(row)) && options.kinds.includes(row.kind));
  console.log(summarize(counted, await readExplanations(join(root, 'bench/packages/explanations.txt'))));
}

/** Hands out packages, a kind after the other, until each kind has as many eligible ones as are wanted. */
function takeTurns(queues: ListedPackage[][], { each, only }: PackagesOptions, rows: Map<string, Row>) {
  const eligible = queues.map(() => 0);
  const open = queues.map(() => 0);
  const at = queues.map(() => 0);
  const kindAt = (kind: string) => queues.findIndex(([first]) => first?.kind === kind);
  let turn = 0;
  return {
    next(): ListedPackage | undefined {
      for (let tries = 0; tries < queues.length;) {
        const index = turn % queues.length;
        const queue = queues[index] ?? [];
        const one = queue[at[index] ?? 0];
        const full = (eligible[index] ?? 0) + (open[index] ?? 0) >= each;
        if (one === undefined || (full && only === undefined)) {
          turn += 1;
          tries += 1;
          continue;
        }
        at[index] = (at[index] ?? 0) + 1;
        const known = rows.get(nameOf(one));
        if (only !== undefined ? one.name !== only : known !== undefined) {
          if (known?.eligible) eligible[index] = (eligible[index] ?? 0) + 1;
          continue;
        }
        open[index] = (open[index] ?? 0) + 1;
        turn += 1;
        return one;
      }
      return undefined;
    },
    done(row: Row): void {
      const index = kindAt(row.kind);
      open[index] = (open[index] ?? 0) - 1;
      if (row.eligible) eligible[index] = (eligible[index] ?? 0) + 1;
    },
  };
}

async function measure(one: ListedPackage, { out, minutes }: PackagesOptions): Promise<Row> {
  const work = join(out, one.kind, one.name.replaceAll('/', '+'));
  await rm(work, { recursive: true, force: true });
  const name = one.name.split('/').at(-1) ?? one.name;
  const repository = join(work, name);
  try {
    await unpackPackage(one, repository, join(work, 'download'));
  } catch (error) {
    return { ...one, eligible: false, why: `can't be had: ${(error as Error).message.slice(0, 300)}` };
  }
  const files = await readFiles(repository);
  const why = whyNotEligible(one.kind, files);
  if (why !== undefined) {
    await rm(work, { recursive: true, force: true });
    return { ...one, eligible: false, why };
  }
  await makeRepository(repository);
  const began = Date.now();
  const graded = await planPackage({
    cli: join(dist, 'src/cli/main.js'),
    repository,
    work: join(work, 'drover'),
    minutes,
  });
  return { ...one, eligible: true, ...graded, seconds: Math.round((Date.now() - began) / 1000) };
}

async function makeRepository(folder: string): Promise<void> {
  const git = (...args: string[]) =>
    execa('git', ['-c', 'user.name=bench', '-c', 'user.email=bench@example.org', ...args], { cwd: folder });
  await git('init', '--quiet', '--initial-branch=main');
  // Published files are all of the package, whatever its .gitignore says of them.
  await git('add', '--all', '--force');
  await git('commit', '--quiet', '--message', 'As published');
}

/** Earlier results by package; the last of each counts. */
async function readRows(path: string): Promise<Map<string, Row>> {
  const text = await readFile(path, 'utf8').catch(() => '');
  const rows = text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Row);
  return new Map(rows.map((row) => [nameOf(row), row]));
}

function nameOf({ kind, name, version }: ListedPackage): string {
  return `${kind} ${name} ${version}`;
}

main().catch((error: unknown) => {
  console.error(`packages: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
});
