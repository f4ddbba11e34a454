import { countAssertions } from '../assertions/count-assertions.ts';
import type { FileSigns } from '../../domain/file-signs.ts';
import { expectedLiterals } from './expected-literals.ts';
import { loadedFiles } from './loaded-files.ts';
import { snapshotValues } from './snapshot-values.ts';
import { splitCode } from './split-code.ts';
import type { Language, SplitCode } from './split-code.ts';
import { timeLimits } from './time-limits.ts';

/** Code that ends the process, in a test file: what comes after it never runs, and the exit code is what it says. */
const exits: Record<Language, RegExp> = {
  script:
    /\bprocess\s*(?:\?\.|\.)\s*(?:(?:exit|reallyExit|abort|kill)\b|exitCode\s*=(?!=))|\bprocess\s*\[|\bDeno\s*\.\s*exit\b/g,
  python:
    /\b(?:sys\s*\.\s*exit|os\s*\.\s*(?:_exit|abort|kill)|pytest\s*\.\s*exit|quit|(?<![.\w])exit)\s*\(|\bSystemExit\b|\batexit\b/g,
  go: /\b(?:os|syscall)\s*\.\s*Exit\b|\bruntime\s*\.\s*Goexit\b/g,
  java: /\bSystem\s*\.\s*exit\b|\bRuntime\b[^;]*\.\s*(?:halt|exit|addShutdownHook)\b/g,
  rust: /\bprocess\s*::\s*(?:exit|abort)\b/g,
};

/** Code that stands in for the tested code, or for what judges it. */
const stands: Record<Language, RegExp> = {
  script:
    /\b(?:jest|vi|vitest)\s*\.\s*(?:mock|doMock|unstable_mockModule|setMock|fn|spyOn)\b|\b(?:mock|sinon)\s*\.\s*(?:module|method|getter|setter|fn|stub|replace)\b|\b(?:proxyquire|rewire|mockery)\b|\brequire\s*\.\s*cache\b|\bModule\s*\.\s*_\w+|\b(?:const|let|var|function)\s+(?:test|it|describe)\b(?!\s*=\s*(?:require|await|t\s*\.|node\w*\s*\.))|\b(?:const|let|var|function)\s+(?:assert|expect)\b(?!\s*=\s*(?:require|await|t\s*\.|\w+\s*\.\s*(?:assert|expect|strict)))|\b(?:assert|expect)\s*(?:\.\s*\w+|\[[^\]]*\])\s*=(?![=>])|\bObject\s*\.\s*(?:defineProperty|defineProperties|assign)\s*\(\s*(?:assert|expect|process|console|globalThis|global)\b/g,
  python:
    /\bpatch(?:\s*\.\s*(?:object|dict|multiple))?\s*\(|\bmonkeypatch\s*\.\s*\w+\s*\(|\bTestCase\s*\.\s*\w+\s*=(?!=)/g,
  go: /\bgomonkey\b|\bmonkey\s*\.\s*Patch/g,
  java: /\b(?:mock|spy|mockStatic|mockConstruction)\s*\(|@(?:Mock|Spy|InjectMocks|MockBean)\b/g,
  rust: /\bmock!|\bautomock\b/g,
};

/** Code that asks whether it is being tested. */
const asks: Record<Language, RegExp> = {
  script: /\b(?:NODE_TEST_CONTEXT|JEST_WORKER_ID|VITEST\w*|TAP_CHILD_ID|MOCHA_\w+)\b|\bNODE_ENV\s*[!=]==?/g,
  python: /\bsys\s*\.\s*modules\b|\bPYTEST_\w+/g,
  go: /\btesting\s*\.\s*Testing\b|\bflag\s*\.\s*Lookup\b/g,
  java: /\bgetStackTrace\b/g,
  rust: /\bcfg!\s*\(\s*test\b/g,
};
const asksInWords = /^(?:NODE_TEST_CONTEXT|JEST_WORKER_ID|VITEST\w*|TAP_CHILD_ID|PYTEST_\w+|test\.v|surefire\.\S*)$/;

/** In a test file, what the environment says decides what is tested. */
const environment = /\bprocess\s*\.\s*env\b|\bos\s*\.\s*(?:environ|getenv|Getenv)\b|\bSystem\s*\.\s*getenv\b/g;

/** The report that the runner writes, and text that reads as one. */
const reports = /\bREPORT\b/g;
const reportsInWords =
  /^REPORT$|\.drover-report|surefire-reports|test-results|<testsuites?\b|<testcase\b|\bTAP version 1\d|(?:^|\\n|\n)\s*(?:not )?ok (?:\d|- )|"Action"\s*:\s*"(?:pass|run)"|^(?:uncaughtException|unhandledRejection|beforeExit)$/;

/**
 * Counts in a module's file what can make tests say what is not so. Nothing here is wrong by itself: it is compared with the file
 * as it was before the change. Undefined for files in which there is nothing to look at.
 */
export function fileSigns(path: string, text: string): FileSigns | undefined {
  const snapshots = snapshotValues(path, text);
  if (snapshots !== undefined)
    return { path, exits: 0, reports: 0, asks: 0, stands: 0, limits: [], expected: [], loads: [], snapshots };
  const split = splitCode(path, text);
  if (split === undefined) return undefined;
  const isTest = (countAssertions(path, text)?.total ?? 0) > 0 || isTestPath(path);
  const found = {
    ...judged(split, isTest),
    limits: isTest ? timeLimits(split) : [],
    expected: expectedLiterals(path, text),
    loads: isTest ? loadedFiles(path, text) : [],
  };
  const { limits, expected, loads, ...counts } = found;
  const isEmpty =
    [limits, expected, loads].every((list) => list.length === 0) && Object.values(counts).every((count) => count === 0);
  return isEmpty ? undefined : { path, ...found, snapshots: [] };
}

function judged({ language, code, strings }: SplitCode, isTest: boolean) {
  const inWords = (pattern: RegExp): number => strings.filter((text) => pattern.test(text)).length;
  return {
    exits: isTest ? occurrences(code, exits[language]) : 0,
    reports: occurrences(code, reports) + inWords(reportsInWords),
    asks: occurrences(code, asks[language]) + inWords(asksInWords) + (isTest ? occurrences(code, environment) : 0),
    stands: isTest ? occurrences(code, stands[language]) : 0,
  };
}

function occurrences(code: string, pattern: RegExp): number {
  return [...code.matchAll(pattern)].length;
}

/** A file of tests by its name, where it asserts nothing itself: it may have lost its assertions, or set tests up. */
function isTestPath(path: string): boolean {
  return /(?:^|\/)(?:tests?|__tests__|specs?)\/|(?:[._-](?:test|spec)\.\w+|_test\.\w+|Tests?\.java|(?:^|\/)(?:test_\w+|conftest)\.py)$/i.test(
    path,
  );
}
