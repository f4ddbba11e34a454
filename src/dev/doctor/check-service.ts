import type { Check } from './check.ts';

/** A Drover service to look at. `from` says what named it, for instance DROVER_API. */
export type ServiceAddress = { url: string; token?: string; from: string };

const patienceMs = 5_000;

/** Whether the Drover service that commands would use answers, and takes the token. */
export async function checkService(service: ServiceAddress | undefined): Promise<Check> {
  const name = 'service';
  if (service === undefined) {
    return {
      name,
      state: 'info',
      says: 'none is running or configured: drover run starts one of its own, drover dev one that stays',
    };
  }
  const { url, token, from } = service;
  const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
  try {
    const health = await ask(`${url}/healthz`, {});
    if (!health.ok) return notDrover(service, health.status);
    const list = await ask(`${url}/v1/migrations?limit=1`, headers);
    if (list.ok) return { name, state: 'ok', says: `${url} (${from})` };
    if (list.status !== 401 && list.status !== 403) return notDrover(service, list.status);
    return {
      name,
      state: 'failed',
      says: `${url} (${from}) ${token === undefined ? 'wants a token, and DROVER_TOKEN is not set' : 'refuses the token in DROVER_TOKEN'}.`,
      wayOut: 'Make one where the service runs: drover token create --name NAME --role approver',
    };
  } catch (error) {
    return {
      name,
      state: 'failed',
      says: `Nothing answers at ${url} (${from}): ${reason(error)}.`,
      wayOut: 'Start it, or correct DROVER_API; unset it to work on this machine.',
    };
  }
}

async function ask(url: string, headers: Record<string, string>): Promise<{ ok: boolean; status: number }> {
  const response = await fetch(url, { headers, signal: AbortSignal.timeout(patienceMs), redirect: 'manual' });
  await response.body?.cancel();
  return { ok: response.ok, status: response.status };
}

function notDrover({ url, from }: ServiceAddress, status: number): Check {
  return {
    name: 'service',
    state: 'failed',
    says: `What answers at ${url} (${from}) is no Drover service, or is not well: it says ${status}.`,
    wayOut: 'Correct DROVER_API, or look at the log of the service.',
  };
}

/** `fetch` says only 'fetch failed'; what happened is in its cause. */
function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  return cause instanceof Error ? cause.message || String((cause as NodeJS.ErrnoException).code) : error.message;
}
