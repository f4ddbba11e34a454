import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readConfig } from '../../../src/config.ts';
import type { Check } from '../../../src/dev/doctor/check.ts';
import { checkModel } from '../../../src/dev/doctor/check-model.ts';
import type { FailurePlan } from '../../../src/dev/rehearsal/failure-plan.ts';
import type { ProviderTraits } from '../../../src/dev/rehearsal/provider-traits.ts';
import { rehearsalForTest } from '../../support/rehearsal-for-test.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

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
      ['abilities', 'ok'],
    ]);
    expect(checks[2]?.says).toMatch(
      /^encrypted reasoning: yes; compaction: yes; background: .*; images: .*; 272000 input/,
    );
    const [call] = provider.calls();
    expect(checks[0]?.says).toContain(`${call?.inputTokens} input and ${call?.outputTokens} output tokens, about 0.00`);
    expect(provider.calls().map(({ status, compaction }) => [status, compaction])).toEqual([
      [200, undefined],
      [200, undefined],
      [200, true],
    ]);
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
      expect(checks).toMatchObject([{ state: 'ok' }, { name: 'custom tools', state: 'warning' }, { state: 'ok' }]);
      expect(inWords(checks)).toContain('patchTool: function');
      expect(inWords(checks)).toContain(customTools);
    },
  );

  it('does not mind that, for a model that gets functions anyway; but that one is not in the catalog', async () => {
    const { checks } = await ask({ customTools: 'skipped' }, { model: 'local-coder' });
    expect(checks).toMatchObject([
      { state: 'ok' },
      { state: 'ok' },
      { name: 'abilities', state: 'ok', says: expect.stringContaining('compaction: not by the catalog') },
      { name: 'catalog', state: 'warning' },
    ]);
  });

  it('says what a server of plain function tools does without, and is content with it', async () => {
    const unknownFields = ['include', 'prompt_cache_key', 'parallel_tool_calls', 'store', 'reasoning'];
    const { checks } = await ask({ customTools: 'refused', compaction: 'missing', unknownFields });
    expect(checks.map(({ state }) => state)).toEqual(['ok', 'warning', 'ok']);
    const { says = '' } = checks[2] ?? {};
    expect(says).toContain('encrypted reasoning: no; compaction: no (a summary takes its place)');
    expect(says).toMatch(/does without .*prompt_cache_key.*parallel_tool_calls/);
  });

  it('asks in words alone where no call can be demanded', async () => {
    const traits = { unknownFields: ['tool_choice'] };
    const provider = await rehearsalForTest({ brain: () => ({ calls: [{ tool: 'shell', command: 'true' }] }), traits });
    const config = readConfig({ OPENAI_API_KEY: key, OPENAI_BASE_URL: provider.baseUrl });
    expect((await checkModel(config, model))[0]).toMatchObject({ state: 'ok' });
  });

  it("takes limits and abilities from the operator's catalog, and refuses one that is wrong", async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'models.yaml');
    await writeFile(path, 'local-coder: { inputLimit: 8000, outputLimit: 2000, images: true }\n');
    const provider = await rehearsalForTest({ brain: () => ({ calls: [] }) });
    const env = { OPENAI_API_KEY: key, OPENAI_BASE_URL: provider.baseUrl, DROVER_MODEL_CATALOG: path };
    const said = inWords(await checkModel(readConfig(env), 'local-coder'));
    expect(said).toContain('images: by the catalog; 8000 input and 2000 output tokens');
    expect(said).not.toContain('is not in the catalog');
    await writeFile(path, 'local-coder: { price: 3 }\n');
    expect(inWords(await checkModel(readConfig(env), 'local-coder'))).toMatch(
      /^failed catalog: .*models.yaml' \(DROVER_MODEL_CATALOG\) has faults:\nlocal-coder.price/i,
    );
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
