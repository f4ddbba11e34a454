import type { Config } from '../../config.ts';
import { Failure } from '../../domain/failure.ts';
import { findExecutable } from '../processes/find-executable.ts';
import { temporalArchive, temporalDownloads } from '../temporal/download-temporal.ts';
import { lookForTemporal } from '../temporal/look-for-temporal.ts';
import { probeTemporal } from '../temporal/probe-temporal.ts';
import { temporalVersion } from '../temporal/temporal-version.ts';
import type { Check } from './check.ts';

const name = 'Temporal';
const patienceMs = 5_000;

/** The Temporal server that is configured, else where the embedded one comes from. */
export async function checkTemporal(config: Config, downloadFrom = temporalDownloads): Promise<Check> {
  const { address, namespace } = config.temporal;
  return address === undefined ? embedded(config, downloadFrom) : configured(address, namespace);
}

async function configured(address: string, namespace: string): Promise<Check> {
  const probe = await probeTemporal(address, namespace);
  switch (probe.kind) {
    case 'ready':
      return { name, state: 'ok', says: `server ${probe.version} at ${address}, with the namespace ${namespace}` };
    case 'no-namespace':
      return {
        name,
        state: 'failed',
        says: `The server at ${address} has no namespace ${JSON.stringify(namespace)}.`,
        wayOut: `Set TEMPORAL_NAMESPACE to one that is there, or make it: temporal operator namespace create --namespace ${namespace} --address ${address}`,
      };
    case 'unreachable':
      return {
        name,
        state: 'failed',
        says: `Nothing answers at ${address} (TEMPORAL_ADDRESS): ${probe.why.replace(/\.$/, '')}.`,
        wayOut: 'Correct TEMPORAL_ADDRESS (host:port), or unset it: Drover then starts a server of its own.',
      };
  }
}

async function embedded({ hostEnvironment: env }: Config, downloadFrom: string): Promise<Check> {
  try {
    const present = await lookForTemporal(env);
    if (present !== undefined)
      return { name, state: 'ok', says: `a dev server of its own, with ${present.path} (${present.from})` };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { name, state: 'failed', says: error.message };
  }
  const [offered, go] = await Promise.all([isOffered(downloadFrom), findExecutable('go', env['PATH'])]);
  if (offered)
    return { name, state: 'ok', says: `a dev server of its own, which the first start downloads (${temporalVersion})` };
  if (go !== undefined)
    return {
      name,
      state: 'warning',
      says: `${downloadFrom} can't be reached: the first start builds a dev server with ${go}, which takes some minutes.`,
    };
  return {
    name,
    state: 'failed',
    says: `There is no temporal program, ${downloadFrom} can't be reached, and there is no Go to build one.`,
    wayOut:
      'Install it (https://docs.temporal.io/cli), or set TEMPORAL_CLI_PATH to one that you have, or TEMPORAL_ADDRESS to a server.',
  };
}

async function isOffered(downloadFrom: string): Promise<boolean> {
  return temporalArchive(downloadFrom, AbortSignal.timeout(patienceMs)).then(
    () => true,
    () => false,
  );
}
