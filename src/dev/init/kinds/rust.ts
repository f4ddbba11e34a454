import { posix } from 'node:path';
import { parse } from 'smol-toml';
import { Failure } from '../../../domain/failure.ts';
import { inProject, pattern, type Project } from '../project.ts';
import type { Proposal } from '../proposal.ts';

/** Outside of the checkout, where setup's compiled dependencies are kept and a verification may write beside them. */
const target = 'export CARGO_TARGET_DIR="$HOME/.cache/cargo-target"';

/** A Cargo package or workspace. */
export async function proposeRust(project: Project): Promise<Proposal> {
  const crates = await cratesOf(project);
  const locked = project.files.includes('Cargo.lock');
  const options = `--offline${locked ? ' --locked' : ''}`;
  const several = crates.length > 1;
  return {
    title: several ? 'Rust workspace' : 'Rust',
    toolchains: ['rust'],
    setup: {
      value: {
        run: inProject(
          project,
          `${target} && cargo fetch${locked ? ' --locked' : ''} && (cargo test ${options} --workspace --no-run || true)`,
        ),
        inputs: [pattern(project, '**/Cargo.toml'), pattern(project, 'Cargo.lock')],
        network: 'registries',
      },
      why: [
        "Downloads the dependencies into the sandbox's own cargo home; this alone reaches the package registries.",
        'It compiles them once, so that not every verification has to.',
      ],
    },
    modules: several
      ? {
          value: {
            by: 'list',
            list: crates.map((folder) => ({
              path: pattern(project, folder),
              paths: [pattern(project, `${folder}/**`)],
            })),
          },
          why: [`One module for each crate (${crates.length} here). Taking one out leaves that crate alone.`],
        }
      : {
          value: { by: 'list', list: [wholeCrate(project)] },
          why: [
            'One module for the crate, since every verification compiles and tests all of it, whatever was changed.',
            'One module for each source file, each judged by all tests: by: files, include: ["src/**/*.rs"].',
          ],
        },
    verify: {
      value: [
        {
          name: 'test',
          run: several
            ? `${target} && cargo test ${options} --no-fail-fast --manifest-path "$MODULE/Cargo.toml"`
            : inProject(project, `${target} && cargo test ${options} --no-fail-fast`),
          report: 'cargo-test',
          timeout: '15m',
        },
      ],
      why: [
        'The output of cargo test names every test, so that before and after are compared test by test.',
        'Where the sandbox can not keep what setup compiled, each run compiles it anew: hence the longer timeout.',
      ],
    },
    questions: [],
  };
}

function wholeCrate(project: Project) {
  const folders = ['src', 'tests', 'examples', 'benches'].filter((folder) =>
    project.files.some((path) => path.startsWith(`${folder}/`)),
  );
  return {
    path: project.at === '' ? '.' : project.at.slice(0, -1),
    paths: (folders.length > 0 ? folders.map((folder) => `${folder}/**`) : ['**/*.rs']).map((path) =>
      pattern(project, path),
    ),
  };
}

/** The folders of all packages; '.' for one at the top. */
async function cratesOf(project: Project): Promise<string[]> {
  const manifests = await project.readAll(project.files.filter((path) => /(^|\/)Cargo\.toml$/.test(path)));
  return manifests.flatMap(({ path, text }) => {
    try {
      return 'package' in parse(text) ? [posix.dirname(path)] : [];
    } catch (error) {
      throw new Failure(
        'InputRefused',
        `${project.at}${path} is not valid TOML at the current commit: mend and commit it.`,
        {
          cause: error,
        },
      );
    }
  });
}
