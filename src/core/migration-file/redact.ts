/**
 * Takes secrets out of the addresses in a text: the user name and password of an http address, for either may be a token, and the password of
 * any other.
 */
export function redact(text: string): string {
  return text.replace(/([a-z][a-z0-9+.-]*:\/\/)([^\s/?#]*)@/gi, (_, scheme: string, user: string) => {
    if (/^https?:/i.test(scheme)) return `${scheme}***@`;
    const colon = user.indexOf(':');
    return `${scheme}${colon === -1 ? user : `${user.slice(0, colon)}:***`}@`;
  });
}
