import { expect, test } from 'vitest';
import { folderBlobs } from '../../../src/adapters/blobs/folder-blobs.ts';
import { LogResource } from '../../../src/api/resources/log-resource.ts';
import { stepLog } from '../../../src/api/reading/step-log.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { commit } from '../support.ts';
import { eventful, steps, values } from '../views/steps-for-test.ts';

async function log(name: string, value: unknown, blobs = folderBlobs('/nowhere', () => {})) {
  const [step] = steps({ [name]: value });
  if (step === undefined) throw new Error(`${name} is no step.`);
  const said = await stepLog(blobs, step);
  expect(LogResource.encode(said)).toEqual(said);
  return said;
}

test('a long text is cut in its middle, says so, and can be read whole', async () => {
  const blobs = folderBlobs(await temporaryFolder(), () => {});
  const item = { type: 'message', content: `begins ${'x'.repeat(30_000)} ends` };
  const reply = await blobs.put(JSON.stringify([item]));
  const said = await log('round-1/attempt-2/turn-3/model', { ...values.model(), reply }, blobs);
  expect(said).toMatchObject({ round: 1, attempt: 2, turn: 3, blobs: { reply } });
  expect(said.text.length).toBeLessThan(20_200);
  expect(said.text).toMatch(/^begins x+\n\[\.\.\. 100\d\d characters left out; .*\]\nx+ ends$/);
});

test('a step whose blob is gone says that in its place', async () => {
  const said = await log(`round-1/verify-attempt-2-${commit('1')}`, values.verify('verified'));
  expect(said).toMatchObject({
    attempt: 2,
    title: 'What this step said can not be read.',
    text: expect.stringContaining('missing'),
  });
});

test('recipes and merges are told in a line', async () => {
  const titles = await Promise.all(
    Object.entries(eventful)
      .filter(([name]) => /recipe-b|merge/.test(name))
      .map(async ([name, value]) => (await log(name, value)).title),
  );
  expect(titles).toEqual(['A conflict onto 888888888888.', 'Merged onto 888888888888.', 'The recipe changed 1 file.']);
});
