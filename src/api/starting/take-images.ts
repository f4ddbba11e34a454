import { checkImage, mostImagesBytes } from '../../core/images/check-image.ts';
import type { Blobs } from '../../ports/blobs.ts';
import type { ProblemResource } from '../resources/problem-resource.ts';

type Fault = NonNullable<ProblemResource['errors']>[number];
type Taken = { body: unknown; faults: Fault[] };

const base64 = /^[A-Za-z0-9+/]+={0,2}$/;

/**
 * Takes the images out of a migration file that was sent, into the blob store: what is left names them by their address, and is small enough for
 * Temporal. An address that was sent is refused: it could be that of somebody else's.
 */
export async function takeImages(body: unknown, blobs: Pick<Blobs, 'put'>): Promise<Taken> {
  const images = isObject(body) ? body['images'] : undefined;
  if (!isObject(body) || !Array.isArray(images)) return { body, faults: [] };
  const faults: Fault[] = [];
  let room = mostImagesBytes;
  const taken: unknown[] = [];
  for (const [index, entry] of images.entries()) {
    if (!isObject(entry) || typeof entry['data'] !== 'string') {
      taken.push(entry);
      continue;
    }
    const { data, ...rest } = entry;
    const bytes = Buffer.from(data, 'base64');
    room -= bytes.byteLength;
    const checked =
      room < 0
        ? refused(`all together may have ${mostImagesBytes.toLocaleString('en-US')} bytes; take some out`)
        : await check(data, bytes);
    if (checked.kind === 'refused') faults.push({ field: `images[${index}].data`, detail: checked.why });
    taken.push({ ...rest, ...(checked.kind === 'image' && { data: `blob:${await blobs.put(bytes)}` }) });
    if (room < 0) break;
  }
  return { body: { ...body, images: taken }, faults };
}

async function check(data: string, bytes: Uint8Array): ReturnType<typeof checkImage> {
  return base64.test(data) ? checkImage(bytes) : refused('it is no base64: write the bytes of the image as base64');
}

function refused(why: string): { kind: 'refused'; why: string } {
  return { kind: 'refused', why };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
