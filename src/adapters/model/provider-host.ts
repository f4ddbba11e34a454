import { Failure } from '../../domain/failure.ts';

/** The host of a provider's base URL, for messages. Throws `InputRefused` for one that can't be used, without showing what it may hold. */
export function providerHost(baseUrl: string): string {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  // The value is not shown: it may hold a password.
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new Failure(
      'InputRefused',
      "The model provider's base URL is not an http(s) URL; it should look like https://host/v1.",
    );
  }
  if (url.username !== '' || url.password !== '') {
    throw new Failure(
      'InputRefused',
      `The base URL of the model provider at ${url.host} has a user or password in it; give the key as the API key instead.`,
    );
  }
  return url.host;
}
