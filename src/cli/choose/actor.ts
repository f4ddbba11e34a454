import { userInfo } from 'node:os';
import type { Service } from '../http/find-service.ts';

/** Who decides: --as, else this machine's user. With a token the service knows who it is, and wants no other name. */
export function actor(service: Service, as: string | undefined): { actor?: string } {
  if (as !== undefined) return { actor: as };
  if (service.token !== undefined) return {};
  try {
    return { actor: userInfo().username };
  } catch {
    // A user id without a name, as in some containers: the service writes 'unnamed'.
    return {};
  }
}
