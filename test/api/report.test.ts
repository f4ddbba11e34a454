import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../src/core/json/canonical-json.ts';
import { apiForTest } from '../support/api-for-test.ts';
import { reportedMigration, landedModule } from '../core/report/report-for-test.ts';
import { digest, recordFor } from './support.ts';

/** A migration that has ended, with the evidence of its one module. */
async function ended() {
  const api = await apiForTest();
  const [module] = reportedMigration([landedModule('a.js', { tests: [{ id: 'adds', outcome: 'passed' }] })]).modules;
  const evidence = await api.blobs.put(canonicalJson(module?.evidence ?? {}));
  const document = await api.blobs.put(canonicalJson({ kind: 'module', path: 'a.js' }));
  const whole = { kind: 'migration', modules: [{ key: 'a', path: 'a.js', state: 'merged', document, evidence }] };
  const own = await api.blobs.put(canonicalJson(whole));
  const { report } = reportedMigration([landedModule('a.js')], { evidence: own });
  const modules = report.modules.map((result) => ({ ...result, evidence }));
  await api.records.write('small-1', 'migration', recordFor());
  await api.records.write('small-1', 'report', { ...report, modules, warnings: ['at https://tok3n@git.example/'] });
  await api.records.write('small-1', 'evidence', { v: 1, evidence: own, modules: [{ key: 'a', document }] });
  return { api, own, document, evidence };
}

const path = '/v1/migrations/small-1/report';

describe('GET /v1/migrations/:id/report', () => {
  it('is JSON for programs, Markdown and HTML for those who ask for them', async () => {
    const { api, own } = await ended();
    expect((await api.json('GET', path)).body).toMatchObject({ v: 1, evidence: own });
    const markdown = await api.send('GET', path, undefined, { accept: 'text/markdown' });
    expect(markdown.headers.get('content-type')).toBe('text/markdown; charset=utf-8');
    expect(await markdown.text()).toContain('## Migration `small`: completed');
    const html = await api.send('GET', path, undefined, { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' });
    expect(html.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(html.headers.get('content-security-policy')).toMatch(/^default-src 'none';.*sandbox$/);
    expect(await html.text()).toContain('<code>adds</code>');
  });

  it('shows no credentials of an address in any of them', async () => {
    const { api } = await ended();
    for (const format of ['json', 'bundle', 'markdown', 'html'])
      expect(await (await api.send('GET', `${path}?format=${format}`)).text()).not.toContain('tok3n');
  });

  it('has all evidence in its bundle, by digests that can be asked for one by one, too', async () => {
    const { api, own, document, evidence } = await ended();
    const { body } = await api.json<{ documents: object }>('GET', `${path}?format=bundle`);
    expect(Object.keys(body.documents).sort()).toEqual([own, document, evidence].sort());
    for (const ref of [own, document, evidence])
      expect((await api.send('GET', `/v1/migrations/small-1/blobs/${ref}`)).status).toBe(200);
    expect((await api.send('GET', `/v1/migrations/small-1/blobs/${digest('9')}`)).status).toBe(404);
  });

  it('refuses a format that there is not', async () => {
    const { api } = await ended();
    expect((await api.send('GET', `${path}?format=pdf`)).status).toBe(400);
  });
});
