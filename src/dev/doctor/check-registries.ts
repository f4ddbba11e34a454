import { reachRegistry } from '../../adapters/egress/reach-registry.ts';
import { readRegistries } from '../../adapters/egress/read-registries.ts';
import type { Config } from '../../config.ts';
import { Failure } from '../../domain/failure.ts';
import type { Check } from './check.ts';

/** Reads the operator's file of registries, and asks those that have credentials whether they take them. */
export async function checkRegistries({ registries: path, hostEnvironment }: Config): Promise<Check[]> {
  const name = 'registries';
  try {
    const { hosts } = await readRegistries(path, hostEnvironment);
    const own = hosts.filter(({ credentials }) => credentials !== undefined);
    const says = `network: registries reaches ${hosts.length} hosts, ${own.length} of them with credentials${path === undefined ? ' (DROVER_REGISTRIES is not set)' : ''}`;
    const asked = await Promise.all(
      own.map(async (registry): Promise<Check> => {
        const reached = await reachRegistry(registry, hostEnvironment);
        const where = `${registry.host}:${registry.port}`;
        if (reached.kind === 'unreachable') return { name, state: 'failed', says: reached.why };
        if (reached.status !== 401 && reached.status !== 403)
          return { name, state: 'ok', says: `${where} answers ${reached.status} with its credentials` };
        return {
          name,
          state: 'warning',
          says: `${where} answers ${reached.status} at ${reached.path}: it may not take its credentials.`,
          wayOut: 'See whether they have expired, and name in paths what may be read.',
        };
      }),
    );
    return [{ name, state: 'ok', says }, ...asked];
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return [{ name, state: 'failed', says: error.message }];
  }
}
