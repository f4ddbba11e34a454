import { expect, test } from 'vitest';
import { folderBlobs } from '../../../src/adapters/blobs/folder-blobs.ts';
import { takeImages } from '../../../src/api/starting/take-images.ts';
import { png } from '../../support/images.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const data = png.toString('base64');

test('images that come along go to the blob store, and the file names them', async () => {
  const blobs = folderBlobs(await temporaryFolder(), () => {});
  const images = ['docs/a.png', { path: 'b.png', for: 'after', data }];
  const { body, faults } = await takeImages({ name: 'x', images }, blobs);
  const ref = await blobs.put(png);
  expect(faults).toEqual([]);
  expect(body).toEqual({ name: 'x', images: ['docs/a.png', { path: 'b.png', for: 'after', data: `blob:${ref}` }] });
});

test('an address, what is no base64 and what is no image are refused, each by its place', async () => {
  const blobs = folderBlobs(await temporaryFolder(), () => {});
  const images = [
    { path: 'a', data: `blob:${'0'.repeat(64)}` },
    { path: 'b', data: 'not base64!' },
    { path: 'c', data: Buffer.from('hello').toString('base64') },
  ];
  const { body, faults } = await takeImages({ images }, blobs);
  expect(faults).toEqual([
    { field: 'images[0].data', detail: expect.stringContaining('no base64') },
    { field: 'images[1].data', detail: expect.stringContaining('no base64') },
    { field: 'images[2].data', detail: expect.stringContaining('no image that is known') },
  ]);
  expect(body).toEqual({ images: [{ path: 'a' }, { path: 'b' }, { path: 'c' }] });
});

test.each([null, 'text', {}, { images: 'x' }, { images: [null, 3, { path: 'a' }] }])(
  'what has no images is left as it is: %j',
  async (body) => {
    const blobs = folderBlobs(await temporaryFolder(), () => {});
    expect(await takeImages(body, blobs)).toEqual({ body, faults: [] });
  },
);
