import type { PlanImage } from '../../domain/image.ts';

const form = /^drover-image:(image\/[a-z]+);([0-9a-f]{64})$/;

/** An image as conversations hold it: its address and not its bytes, which go in when a request is sent. */
export function imageReference({ type, blob }: Pick<PlanImage, 'type' | 'blob'>): string {
  return `drover-image:${type};${blob}`;
}

/** What a reference names; undefined for any other address. */
export function readImageReference(url: unknown): { type: string; blob: string } | undefined {
  const [, type, blob] = typeof url === 'string' ? (form.exec(url) ?? []) : [];
  return type === undefined || blob === undefined ? undefined : { type, blob };
}
