/** Where tools write JUnit XML when nobody says where: Surefire and Failsafe, Gradle, cargo-nextest, and the reporters of many others. */
export const usualReports = [
  '**/target/{surefire,failsafe}-reports/TEST-*.xml',
  '**/build/test-results/**/TEST-*.xml',
  '**/target/nextest/*/junit.xml',
  '**/{junit,junit-report,test-results,test-report}.xml',
  '**/{reports,test-reports,test-results}/{,junit/}*.xml',
];

/** Where tools write coverage when nobody says where: Istanbul's and others' folder, coverage.py, JaCoCo with Maven and Gradle, Go's examples. */
export const usualCoverage = [
  '**/{lcov.info,coverage.lcov}',
  '**/coverage/{lcov.info,coverage-final.json,coverage-summary.json,cobertura-coverage.xml}',
  '**/{coverage,cobertura,cobertura-coverage}.xml',
  '**/site/jacoco*/jacoco.xml',
  '**/build/reports/jacoco/**/*.xml',
  '**/{cover,coverage,c}.out',
];

/** Folders of others' code, where nobody's report lies and most of a checkout's files do. */
export const othersFolders: ReadonlySet<string> = new Set([
  '.git',
  '.gradle',
  '.tox',
  '.venv',
  'node_modules',
  'site-packages',
  'venv',
]);
