import { readConfig } from '../../config.ts';
import { droverApi, type DroverApi } from './drover-api.ts';
import { findService, needService } from './find-service.ts';

/** What every command that talks to a service takes. */
export type ApiOptions = { api?: string };

/**
 * The service that the options and the environment name. A demo that runs will do for looking at it and deciding, not for starting
 * something.
 */
export async function openApi({ api }: ApiOptions, { demo = true }: { demo?: boolean } = {}): Promise<DroverApi> {
  const config = readConfig();
  const service = await needService(config, { api, demo });
  return droverApi(service, () => findService(config, { api, demo }));
}
