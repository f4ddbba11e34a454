import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readConfig } from '../../../src/config.ts';
import type { Check } from '../../../src/dev/doctor/check.ts';
import { checkModel } from '../../../src/dev/doctor/check-model.ts';
import type { FailurePlan } from '../../../src/dev/rehearsal/failure-plan.ts';
import type { ProviderTraits } from '../../../src/dev/rehearsal/provider-traits.ts';
import { rehearsalForTest } from '../../support/rehearsal-for-test.ts';

const model = 'gpt-5.2-codex';
const key = 'sk-a-secret-key';

/** Asks a provider with these traits, whose next answer fails as planned. */
async function ask(traits: ProviderTraits, options: { plan?: FailurePlan; key?: string; model?: string } = {}) {
  const provider = await rehearsalForTest({ brain: () => ({ text: 'Hello.', calls: [] }), traits });
  if (options.plan) provider.failNext(options.plan);
  const config = readConfig({ OPENAI_API_KEY: options.key ?? key, OPENAI_BASE_URL: provider.baseUrl });
  return { checks: await checkModel(config, options.model ?? model), provider };
}

function inWords(checks: Check[]): string {
  return checks.map(({ name, state, says, wayOut = '' }) => `${state} ${name}: ${says} ${wayOut}`).join('\n');
}

describe('the check of the model', () => {
  it('is content with a model that calls both kinds of tools, and says what it cost', async () => {
    const { checks, provider } = await ask({ key, models: [model] });
    expect(checks.map(({ name, state }) => [name, state])).toEqual([
      ['model', 'ok'],
      ['custom tools', 'ok'],
    ]);
    const [call] = provider.calls();
    expect(checks[0]?.says).toContain(`${call?.inputTokens} input and ${call?.outputTokens} output tokens, about 0.00`);
    expect(provider.calls()).toHaveLength(2);
  });

  it('asks for a key where there is none', async () => {
    expect(inWords(await checkModel(readConfig({}), model))).toMatch(/^failed model: OPENAI_API_KEY is not set/);
  });

  it.each<[string, ProviderTraits, Parameters<typeof ask>[1], string[]]>([
    ['a wrong key', { key: 'another' }, {}, ['OPENAI_API_KEY', '(401)']],
    ['a model that is not offered', { models: ['other'] }, {}, [`"${model}"`, 'model.name', '--model']],
    ['a server that skips tools in silence', { tools: 'skipped' }, {}, ['skips tools in silence', 'OPENAI_BASE_URL']],
    ['an account without quota', {}, { plan: { kind: 'insufficient_quota' } }, ['no quota left']],
    ['a server that is in trouble', {}, { plan: { kind: '503' } }, ['worth another try']],
  ])('names the setting and the way out for %s', async (_, traits, options, said) => {
    const { checks, provider } = await ask(traits, options);
    expect(checks).toMatchObject([{ name: 'model', state: 'failed' }]);
    for (const part of said) expect(inWords(checks)).toContain(part);
    expect(inWords(checks)).not.toContain(key);
    // What can't answer is not asked again.
    expect(provider.calls()).toHaveLength(1);
  });

  it.each(['skipped', 'refused'] as const)(
    'says which setting helps where custom tools are %s',
    async (customTools) => {
      const { checks } = await ask({ customTools });
      expect(checks).toMatchObject([{ state: 'ok' }, { name: 'custom tools', state: 'warning' }]);
      expect(inWords(checks)).toContain('patchTool: function');
      expect(inWords(checks)).toContain(customTools);
    },
  );

  it('does not mind that, for a model that gets functions anyway; but that one is not in the catalog', async () => {
    const { checks } = await ask({ customTools: 'skipped' }, { model: 'local-coder' });
    expect(checks).toMatchObject([{ state: 'ok' }, { state: 'ok' }, { name: 'catalog', state: 'warning' }]);
  });

  it('says that an answer was cut off', async () => {
    const { checks } = await ask({}, { plan: { kind: 'incomplete' } });
    expect(inWords(checks)).toMatch(/^warning model: .*cut off \(max_output_tokens\)/);
  });

  it('tells a server without the Responses API, and one that is not there', async () => {
    const server = createServer((_, out) => out.writeHead(404).end('404 page not found')).listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    const config = readConfig({ OPENAI_API_KEY: key, OPENAI_BASE_URL: `http://127.0.0.1:${port}` });
    expect(inWords(await checkModel(config, model))).toContain('has no Responses API');
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
    expect(inWords(await checkModel(config, model))).toMatch(
      /Nothing answers as a model at .*ECONNREFUSED.*OPENAI_BASE_URL/,
    );
  });

  it('refuses an address that is none', async () => {
    const config = readConfig({ OPENAI_API_KEY: key, OPENAI_BASE_URL: 'api.example.org' });
    expect(inWords(await checkModel(config, model))).toContain('Correct OPENAI_BASE_URL');
  });
});
