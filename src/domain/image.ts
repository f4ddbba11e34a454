import type { BlobRef } from './ids.ts';

/** A picture for the model, as the plan has it: checked, and in the blob store. */
export type PlanImage = {
  path: string;
  /** What it shows, in its owner's words. */
  for?: string;
  type: 'image/png' | 'image/jpeg' | 'image/webp' | 'image/gif';
  blob: BlobRef;
  bytes: number;
};
