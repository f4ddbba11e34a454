import { defineConfig } from 'vitest/config';

delete process.env['NODE_EXTRA_CA_CERTS'];

/** The long suite that holds the API to its own description: `npm test -- --config test/contract/vitest.config.ts`. */
export default defineConfig({
  test: {
    pool: 'forks',
    include: ['test/contract/*.contract.ts'],
    globalSetup: ['test/support/global-setup/bubblewrap.ts', 'test/support/global-setup/temporal.ts'],
    testTimeout: 120_000,
    hookTimeout: 1_200_000,
  },
});
