const merge = {
  head: '4f1c2aa0c3b1d2e4f5a60718293a4b5c6d7e8f90',
  evidence: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
};
const plan = { plan: '60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752' };

/** An example for each body that has to be there, by the operation's id. */
export const bodyExamples: Record<string, object> = {
  startMigration: {
    drover: 1,
    name: 'tape-to-node-test',
    labels: { team: 'web' },
    repository: { url: 'https://github.com/acme/widgets.git', ref: 'main' },
    goal: 'Move the tests from tape to node:test. Keep every test, its name and what it asserts.',
    setup: { run: 'npm ci --ignore-scripts', inputs: ['package-lock.json'], network: 'registries' },
    modules: { by: 'files', include: ['test/*.js'] },
    verify: [{ name: 'test', before: 'node "$MODULE"', run: 'node --test "$MODULE"', report: 'tap' }],
    approve: { merge: 'each' },
  },
  approveMerge: { ...merge, reason: 'Read it; the assertions are all there.' },
  rejectMerge: { ...merge, reason: 'Use t.mock instead of sinon here, as in the other tests.' },
  approvePlan: plan,
  approveWave: {
    wave: 'b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c',
    reason: 'Read three of them.',
  },
  retryModules: { unresolved: true, effort: 'high', reason: 'The provider was away.' },
  adoptCommit: { commit: 'fix/slug-by-hand', reason: 'The model did not get it; I did.' },
  setConcurrency: { concurrency: 20 },
  addRule: { rule: 'Keep the comments at the top of each file.' },
  rollBack: { modules: ['test/slug.js'], dependants: true, reason: 'Its users still need the old names.' },
  rejectPlan: { ...plan, reason: 'test/fixtures must not be modules.' },
};
