const maxBytes = 4 * 1024 * 1024;

/** True when a patch's text is longer than 4 MiB as UTF-8. */
export function isOversize(patch: string): boolean {
  return patch.length > maxBytes || new TextEncoder().encode(patch).length > maxBytes;
}
