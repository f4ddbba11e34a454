import { applyPatch } from '../../../src/core/patch/apply-patch.ts';
import type { PatchFile } from '../../../src/core/patch/patch-file.ts';
import type { PatchResult } from '../../../src/core/patch/patch-result.ts';

/** A plain file with this text. */
export function file(text: string): PatchFile {
  return { mode: '100644', content: new TextEncoder().encode(text) };
}

export function textOf(content: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(content);
}

/** Applies a patch to plain files; every path may change. */
export function patched(patch: string, files: Record<string, string>): PatchResult {
  return applyPatch(patch, {
    read: (path) => {
      const text = files[path];
      return text === undefined ? undefined : file(text);
    },
    mayChange: () => true,
  });
}
