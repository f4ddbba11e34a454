import { readConfig } from '../../config.ts';
import type { StackOwner } from '../../dev/stack/discovery.ts';
import type { Stack } from '../../dev/stack/start-stack.ts';
import { Failure } from '../../domain/failure.ts';
import { droverApi, type DroverApi } from './drover-api.ts';
import { tellUnfinished } from './tell-unfinished.ts';
import { orInterrupted } from '../watch/or-interrupted.ts';
import { findService } from './find-service.ts';
import type { ApiOptions } from './open-api.ts';

export type Session = {
  api: DroverApi;
  /** The stack, when it is this command's own. */
  stack?: Stack;
};

export type SessionOptions = {
  options: ApiOptions;
  by: Exclude<StackOwner, 'dev' | 'demo'>;
  /** Whether models will be called: then an own stack needs a key. */
  model: boolean;
  say: (line: string) => void;
};

/** Uses the service that is configured or that `drover dev` runs here, else a stack of its own, which ends with the command. */
export async function withService<T>(
  { options, by, model, say }: SessionOptions,
  use: (session: Session) => Promise<T>,
): Promise<T> {
  const config = readConfig();
  const service = await findService(config, { api: options.api, demo: false });
  const { stack: other } = service ?? {};
  if (other !== undefined && other.by !== 'dev') {
    throw new Failure(
      'InputRefused',
      `\`drover ${other.by}\` (process ${other.pid}) works in ${config.dataFolder}: wait for it, set DROVER_DATA to another folder, or keep \`drover dev\` running, which takes any number.`,
    );
  }
  if (service !== undefined) {
    say(`The Drover service at ${service.url} (from ${service.from}) does it.`);
    const api = droverApi(service, () => findService(config, { api: options.api, demo: false }));
    return orInterrupted(service, use({ api }));
  }
  if (model && config.model.apiKey === undefined) {
    throw new Failure(
      'InputRefused',
      'OPENAI_API_KEY is not set: set it, and OPENAI_BASE_URL for a provider other than OpenAI (any key, if that one wants none).',
    );
  }
  const { withStack } = await import('../../dev/stack/with-stack.ts');
  return withStack({ config, by, workerEnv: { ...config.hostEnvironment }, log: say }, async (stack) => {
    say(`Temporal UI: ${stack.ui}`);
    const api = droverApi({ url: stack.api, from: `drover ${by}, this process` });
    await tellUnfinished(api, say);
    return use({ api, stack });
  });
}
