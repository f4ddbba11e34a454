import type { Config } from '../../config.ts';
import type { MigrationFile } from '../../domain/migration-file.ts';
import type { MigrationReport } from '../../domain/migration-report.ts';
import { createPorts } from '../../worker/create-ports.ts';
import { proveMutants, type Proof } from './prove.ts';
import type { Screen } from '../show/open-screen.ts';

type Proving = { config: Config; file: MigrationFile; report: MigrationReport; repository: string; screen: Screen };

/** Enough of the suite to notice most faults of a parser, few enough to take seconds. */
const files = ['test/bool.js', 'test/dash.js', 'test/num.js', 'test/parse.js', 'test/short.js', 'test/unknown.js'];

/** Tries mutants of index.js against the old and the new tests of some files, in the environment that the migration made. */
export async function proveDemo({ config, file, report, repository, screen }: Proving): Promise<Proof> {
  screen.say(`Proving: mutants of index.js against ${files.length} test files, before and after ...`);
  const { signal } = new AbortController();
  const { ports } = await createPorts(config);
  const toolchains = file.environment.path;
  const environment = await ports.environments.prepare(
    report.base,
    {
      ...(file.setup && { run: file.setup.run }),
      inputs: [],
      network: file.setup?.network ?? 'none',
      milliseconds: file.setup?.timeout ?? 0,
      toolchains,
      env: file.environment.env,
    },
    signal,
  );
  const { base, head } = report;
  const proof = await proveMutants({
    sandbox: ports.sandbox,
    repository,
    base,
    head,
    source: 'index.js',
    files,
    mounts: environment.mounts,
    toolchains,
    signal,
  });
  const verdict = proof.same ? 'the same ones' : 'NOT the same ones';
  screen.say(
    `${proof.mutants} mutants: ${proof.killedBefore.length} killed by the old tests, ${proof.killedAfter.length} by the new: ${verdict}.`,
  );
  return proof;
}
