import type { HostEntry } from './registries-file.ts';
import { readSecret, type Secret } from './secret.ts';

/** The headers that carry a host's credentials, in lower case, with the secrets as they are now. */
export async function readCredentials(
  { bearer, basic, headers = {} }: NonNullable<HostEntry['auth']>,
  field: string,
  env: Record<string, string | undefined>,
): Promise<Record<string, string>> {
  const read = (secret: Secret, name: string) => readSecret(secret, `${field}.${name}`, env);
  const found: Record<string, string> = {};
  for (const [name, secret] of Object.entries(headers))
    found[name.toLowerCase()] = await read(secret, `headers.${name}`);
  if (bearer !== undefined) found['authorization'] = `Bearer ${await read(bearer, 'bearer')}`;
  if (basic !== undefined) {
    const user = typeof basic.user === 'string' ? basic.user : await read(basic.user, 'basic.user');
    const password = await read(basic.password, 'basic.password');
    found['authorization'] = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  }
  return found;
}
