const SCRIPT = /\.[cm]?[jt]sx?$/;

/** `testFile` is the module's path, a file's or a folder's; `file` is the file that newer Node versions print beside each test. */
export type TestFileHints = { testFile?: string | undefined; file?: string | undefined };

/**
 * Says whether a top-level test of `node --test` is a test file and no test: the runner reports a file under its path when it has no
 * tests at all (and then as passed) or when it fails to load. Node 20 prints the absolute path, 22 the path below the working folder, and 24
 * the file's own path beside it. Without any hint, a name that looks like a script's is taken for one.
 */
export function isTestFileName(name: string, { testFile, file }: TestFileHints): boolean {
  const path = name.replaceAll('\\', '/');
  if (file !== undefined) return endsWithPath(file.replaceAll('\\', '/'), path);
  if (testFile !== undefined && endsWithPath(path, testFile)) return true;
  if (!SCRIPT.test(path)) return false;
  if (/^(?:\/|[a-z]:\/)/i.test(path)) return true;
  if (/\s/.test(path)) return false;
  // A module that is a file has been compared above; only then is a bare name such as 'index.js' surely a test's.
  return path.includes('/') || testFile === undefined || !SCRIPT.test(testFile);
}

function endsWithPath(path: string, end: string): boolean {
  return path === end || path.endsWith(`/${end}`);
}
