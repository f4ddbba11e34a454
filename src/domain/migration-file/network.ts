import { choice } from './choice.ts';

/**
 * What of the network a command may reach: nothing, the package registries that the operator allows (through Drover's egress proxy, which alone
 * holds their credentials), or all of it.
 */
export function network() {
  return choice(['none', 'registries', 'open']);
}
