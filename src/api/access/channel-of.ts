import type { Channel } from '../../domain/decision.ts';

/** Through which door a request came, by its User-Agent. */
export function channelOf(userAgent: string | undefined): Channel {
  return userAgent?.startsWith('drover-cli/') === true ? 'cli' : 'api';
}
