import { resolve } from 'node:path';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { expect, it } from 'vitest';

/** 10 percent more than it is with rollbacks, steering, waves and groups. zod alone would add a megabyte: every worker keeps the bundle in memory, once a thread. */
const largestBundle = 2_800_000 * 1.1;

it('the workflows make a small bundle of their own code, Temporal and a hash alone', async () => {
  const { code } = await bundleWorkflowCode({
    workflowsPath: resolve('workflows/index.ts'),
    payloadConverterPath: resolve('workflows/payload-converter.ts'),
    // Said of each forbidden module, before the error that names them all.
    logger: new DefaultLogger('ERROR'),
  });
  expect(code.length).toBeLessThan(largestBundle);

  const packages = new Set(
    sourcesOf(code).flatMap((source) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source)?.[1] ?? []),
  );
  expect([...packages].sort()).toEqual([
    '@noble/hashes',
    '@temporalio/common',
    '@temporalio/workflow',
    'long',
    'ms',
    'nexus-rpc',
  ]);
  const own = sourcesOf(code).filter(
    (source) => /\/(src|activities)\//.test(source) && !source.includes('node_modules'),
  );
  expect(own.filter((source) => !source.includes('/src/core/'))).toEqual([]);
  expect(code).not.toMatch(/(require\(|from )["']node:/);
  for (const name of ['migrateRepository', 'migrateModule', 'integrate'])
    expect(code).toContain(`async function ${name}(`);
});

/** The files that a bundle was made of, as its source map names them. */
function sourcesOf(code: string): string[] {
  const encoded = /sourceMappingURL=data:application\/json;(?:charset=utf-8;)?base64,(\S+)/.exec(code)?.[1] ?? '';
  return (JSON.parse(Buffer.from(encoded, 'base64').toString('utf8')) as { sources: string[] }).sources;
}
