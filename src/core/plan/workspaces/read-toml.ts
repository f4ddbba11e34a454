import { parse } from 'smol-toml';

/** A TOML document; undefined where there is none, or it can't be read. */
export function readToml(text: string | undefined): Record<string, unknown> | undefined {
  try {
    return text === undefined ? undefined : parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}
