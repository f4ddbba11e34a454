const longestMessage = 1000;

/** A provider's message without secrets (the given ones and anything that looks like a key or a token) and without excess length. */
export function redact(message: string, secrets: string[]): string {
  let clean = message;
  for (const secret of secrets) if (secret.length > 0) clean = clean.replaceAll(secret, '[secret]');
  clean = clean
    .replaceAll(/\bsk-[\w*.-]{4,}/g, '[secret]')
    .replaceAll(/\bBearer\s+[\w.~+/=-]{4,}/gi, 'Bearer [secret]');
  return clean.length <= longestMessage ? clean : `${clean.slice(0, longestMessage)}…`;
}
