/**
 * The environment for programs that use no network: without NODE_EXTRA_CA_CERTS, which makes every start of Node read
 * and parse a file of certificates (three times the start time).
 *
 * @returns {NodeJS.ProcessEnv}
 */
export function offlineEnv() {
  const { NODE_EXTRA_CA_CERTS: _, ...rest } = process.env;
  return rest;
}
