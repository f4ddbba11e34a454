import { describe, expect, it } from 'vitest';
import { checkImage, mostImageBytes } from '../../../src/core/images/check-image.ts';
import { gif, jpeg, png, webp } from '../../support/images.ts';

describe('checkImage', () => {
  it.each([
    ['image/gif', Buffer.from(gif)],
    ['image/png', png],
    ['image/jpeg', jpeg],
    ['image/webp', webp],
  ])('knows %s by its bytes', async (type, bytes) => {
    expect(await checkImage(bytes)).toEqual({ kind: 'image', type });
  });

  it.each([
    ['nothing', Buffer.alloc(0), 'it is empty'],
    ['text', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'it is no image that is known; give a PNG'],
    ['another kind of file', Buffer.from('%PDF-1.7\n'), 'it is application/pdf; give a PNG, JPEG, WebP or GIF'],
    ['what is too large', Buffer.concat([png, Buffer.alloc(mostImageBytes)]), 'of at most 5,000,000; make it smaller'],
  ])('refuses %s with the way out', async (_, bytes, why) => {
    expect(await checkImage(bytes)).toEqual({ kind: 'refused', why: expect.stringContaining(why) });
  });
});
