import { lintSource } from '@secretlint/core';
import { secretLintProfiler } from '@secretlint/profiler';
import { rules as recommended } from '@secretlint/secretlint-rule-preset-recommend';
import { redact } from '../../core/migration-file/redact.ts';
import type { Scrub } from '../../ports/scrub.ts';

// It marks each of its steps for a profiler that nobody asks, keeps all marks for ever, and looks through them at each step: after a thousand modules
// that was a third of a worker's time.
secretLintProfiler.mark = () => {};

const mask = '[secret]';
/** Shorter ones would be found in ordinary words. */
const shortestSecret = 6;

/** Without the one that lets a comment in the text switch the others off. */
const rules = recommended
  .filter(({ meta }) => meta.id !== '@secretlint/secretlint-rule-filter-comments')
  .map((rule) => ({ id: rule.meta.id, rule }));

/** What secretlint's rules, which want to be sure, leave alone: keys of compatible providers, bearer tokens, JSON web tokens. */
const loosely = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[^-]{1,20000}(?:-----END [A-Z ]*PRIVATE KEY-----)?/g,
  /\bsk-[\w-]{16,}/g,
  /(?<=\bBearer\s+)[\w.~+/=-]{12,}/gi,
  /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]+/g,
  /(?<=\b[A-Z][A-Z0-9_]*(?:API_?KEY|SECRET|TOKEN|PASSWORD)\s*[=:]\s*["']?)(?=[A-Za-z+/=_-]*\d)[\w+/=-]{16,}/g,
];

/**
 * Makes the function that takes secrets out of texts for people: the known ones by their value, keys and tokens of common services by secretlint's
 * rules, and user names and passwords in addresses.
 */
export function scrubSecrets(known: readonly (string | undefined)[] = []): Scrub {
  const secrets = known.filter((secret) => secret !== undefined && secret.length >= shortestSecret) as string[];
  return async (text) => {
    let clean = redact(text);
    for (const secret of secrets) clean = clean.replaceAll(secret, mask);
    clean = await maskFound(clean);
    for (const pattern of loosely) clean = clean.replaceAll(pattern, mask);
    return clean;
  };
}

async function maskFound(text: string): Promise<string> {
  const source = { content: text, filePath: 'text', ext: '', contentType: 'text' as const };
  const { messages } = await lintSource({ source, options: { config: { rules } } });
  let clean = '';
  let end = 0;
  for (const [from, to] of messages.map(({ range }) => range).toSorted((one, other) => one[0] - other[0])) {
    if (to <= end) continue;
    clean += text.slice(end, Math.max(from, end)) + mask;
    // A range may end within the secret: the rest of the word goes, too.
    end = to + (/^[^\s"'`<>\\]*/.exec(text.slice(to, to + 4_096))?.[0].length ?? 0);
  }
  return clean + text.slice(end);
}
