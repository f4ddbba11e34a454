/** Settings without those that hold a name or a password in an address: sandboxed commands are not trusted with them. */
export function withoutCredentials(settings: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => !/:\/\/[^/\s]*@/.test(value)));
}
