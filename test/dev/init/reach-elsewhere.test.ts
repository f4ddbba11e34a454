import { expect, test } from 'vitest';
import type { Proposal } from '../../../src/dev/init/proposal.ts';
import { reachElsewhere } from '../../../src/dev/init/reach-elsewhere.ts';

const proposal: Proposal = {
  title: 'x',
  toolchains: [],
  setup: { value: { run: 'npm ci', inputs: [], network: 'registries' }, why: ['because'] },
  modules: { value: { by: 'files', include: ['*.js'] }, why: [] },
  verify: { value: [{ run: 'npm test' }], why: [] },
  questions: [],
};

test('with the usual registries a proposal stays as it is', () => {
  expect(reachElsewhere(proposal, {})).toEqual(proposal);
});

test('with a registry of this machine’s own, setup gets the open network, and the file says how to close it', () => {
  const { setup } = reachElsewhere(proposal, { npm_config_registry: 'https://npm.acme.example/' });
  expect(setup).toMatchObject({
    value: { run: 'npm ci', network: 'open' },
    why: ['because', expect.stringMatching(/npm_config_registry.*DROVER_REGISTRIES.*network: registries/)],
  });
});
