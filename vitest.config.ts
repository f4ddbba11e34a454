import { defineConfig } from 'vitest/config';

// The certificates are read by now; every worker process would read them again and start three times as slowly.
delete process.env['NODE_EXTRA_CA_CERTS'];

/** Tests that need a Temporal server or whole processes. */
const long = [
  'test/{workflows,replay,end-to-end,crash,browser,worker}/**/*.test.ts',
  'test/client/register-search-attributes.test.ts',
  'test/docker-compose.test.ts',
  'test/dev/{doctor/check-temporal,init/prove-in-sandbox,temporal/start-temporal}.test.ts',
  'test/dev/launch/{launch,run-tests}.test.ts',
  'test/api/{service,events,forgotten,main,turns}.test.ts',
];

/** Suites that take minutes each or together, so that `npm test` stays below ten: continuous integration runs them beside it. */
const suites = [
  'test/evidence/sabotage.test.ts',
  'test/end-to-end/{demo-by-hand,go,pack,plan-and-try,python}.test.ts',
  'test/bench/checkouts.test.ts',
  'test/bench/{harness,scale}/sample.test.ts',
  'test/dev/init/prove-in-sandbox.test.ts',
  'test/api/forgotten.test.ts',
  'test/crash/{failpoints,random-kill,twenty-kills}.test.ts',
  'test/worker/start-worker.test.ts',
  'test/workflows/{continue-as-new,escalation,final-interrupted,merge-batches,merge-dependants,phases,providers,roll-back,steered-groups}.test.ts',
];

/** The package managers themselves, at the real registries, and whole migrations with Maven, pnpm and a virtual environment: continuous integration, too. */
const tools = [
  'test/adapters/sandbox/registries.test.ts',
  'test/adapters/environments/offline-tools.test.ts',
  'test/end-to-end/{maven,pnpm,typescript,venv}.test.ts',
];

const withServer = ['test/support/global-setup/bubblewrap.ts', 'test/support/global-setup/temporal.ts'];

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    setupFiles: ['test/support/seed-properties.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'quick',
          include: ['test/**/*.test.ts'],
          exclude: [...long, ...suites, ...tools],
          globalSetup: ['test/support/global-setup/bubblewrap.ts'],
          testTimeout: 20_000,
          hookTimeout: 20_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'long',
          include: long,
          exclude: [...suites, ...tools],
          globalSetup: withServer,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'suites',
          include: suites,
          globalSetup: withServer,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 2 },
        },
      },
      {
        extends: true,
        test: {
          name: 'suites-tools',
          include: tools,
          globalSetup: withServer,
          testTimeout: 600_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
});
