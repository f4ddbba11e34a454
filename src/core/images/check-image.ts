import { fileTypeFromBuffer } from 'file-type/core';
import type { PlanImage } from '../../domain/image.ts';

const megabyte = 1_000_000;
/** What is sent with each request of a module is paid for with each: screenshots need no more. */
export const mostImageBytes = 5 * megabyte;
export const mostImagesBytes = 20 * megabyte;

const types: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/webp', 'image/gif']);

/** What an image's bytes say that it is, whatever its name is; or why it can't be sent to a model. */
export async function checkImage(
  bytes: Uint8Array,
): Promise<{ kind: 'image'; type: PlanImage['type'] } | { kind: 'refused'; why: string }> {
  if (bytes.byteLength > mostImageBytes)
    return {
      kind: 'refused',
      why: `it has ${bytes.byteLength.toLocaleString('en-US')} bytes, of at most ${mostImageBytes.toLocaleString('en-US')}; make it smaller`,
    };
  const mime = (await fileTypeFromBuffer(bytes))?.mime;
  if (mime !== undefined && types.has(mime)) return { kind: 'image', type: mime as PlanImage['type'] };
  const is =
    bytes.byteLength === 0 ? 'it is empty' : mime === undefined ? 'it is no image that is known' : `it is ${mime}`;
  return { kind: 'refused', why: `${is}; give a PNG, JPEG, WebP or GIF` };
}
