import type { PackageKind } from './package-list.ts';

/** A file of an unpacked package. */
export type PackageFile = { path: string; bytes: number; text: string };

const mostBytes = 2 * 1024 * 1024;
const mostTestFiles = 40;

const manifests: Record<PackageKind, RegExp> = {
  npm: /^package\.json$/,
  pypi: /^(pyproject\.toml|setup\.py)$/,
  go: /^go\.mod$/,
  crates: /^Cargo\.toml$/,
  maven: /^pom\.xml$/,
};

const inTests = /(^|\/)(tests?|__tests__|specs?)\//;

const isTest: Record<PackageKind, (file: PackageFile) => boolean> = {
  npm: ({ path }) =>
    /\.[cm]?[jt]sx?$/.test(path) &&
    !/\.d\.[cm]?ts$/.test(path) &&
    (inTests.test(path) || /(^|[/._-])(test|spec)\.[cm]?[jt]sx?$/.test(path)),
  pypi: ({ path }) => /(^|\/)(test_[^/]*|[^/]*_test|tests)\.py$/.test(path),
  go: ({ path }) => path.endsWith('_test.go'),
  crates: ({ path, text }) => path.endsWith('.rs') && /#\[(tokio::)?test\]/.test(text),
  maven: ({ path }) => /^src\/test\/.*\.java$/.test(path),
};

/** Why a package does not count: by rules that look at its published files alone. Undefined when it counts. */
export function whyNotEligible(kind: PackageKind, files: PackageFile[]): string | undefined {
  if (!files.some(({ path }) => manifests[kind].test(path))) return 'no manifest';
  const tests = files.filter(isTest[kind]).length;
  if (tests === 0) return 'ships no tests';
  if (tests > mostTestFiles) return `more than ${mostTestFiles} test files`;
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  return bytes > mostBytes ? 'larger than 2 MiB' : undefined;
}
