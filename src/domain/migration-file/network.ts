import { choice } from './choice.ts';

/** What of the network a command may reach. */
export function network() {
  return choice(['none', 'open'], ['registries']);
}
