import type { Config } from '../../config.ts';
import type { Discovery } from '../../dev/stack/discovery.ts';
import { findStack } from '../../dev/stack/find-stack.ts';
import { Failure } from '../../domain/failure.ts';

/** A Drover service, and how this command came to it. */
export type Service = {
  /** Without a slash at the end. */
  url: string;
  token?: string;
  /** For error messages: what named it. */
  from: string;
  /** The stack of this machine that it is part of, where it was found by its file. */
  stack?: Discovery;
};

export type FindOptions = {
  /** What --api says. */
  api?: string | undefined;
  /** Whether a running demo will do, too. */
  demo: boolean;
};

/** The service that --api or DROVER_API names, else the one that runs in the data folder; undefined when there is none. */
export async function findService(
  config: Pick<Config, 'service' | 'dataFolder'>,
  { api, demo }: FindOptions,
): Promise<Service | undefined> {
  const token = config.service.token === undefined ? {} : { token: config.service.token };
  if (api !== undefined) return { url: checkUrl('--api', api), from: '--api', ...token };
  const { api: named } = config.service;
  if (named !== undefined) return { url: checkUrl('DROVER_API', named), from: 'DROVER_API', ...token };
  const stack = await findStack(config.dataFolder, { demo });
  return stack && { url: stack.api, from: `drover ${stack.by}, process ${stack.pid}`, stack };
}

/** The same, where a command can't do without. */
export async function needService(
  config: Pick<Config, 'service' | 'dataFolder'>,
  options: FindOptions,
): Promise<Service> {
  const service = await findService(config, options);
  if (service !== undefined) return service;
  throw new Failure('InputRefused', 'There is no Drover service: start one with `drover dev`, or set DROVER_API.');
}

function checkUrl(setting: string, value: string): string {
  let url: URL | undefined;
  try {
    url = new URL(value);
  } catch {
    // Said below, with the way out.
  }
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new Failure(
      'InputRefused',
      `${setting} is ${JSON.stringify(value)}: write the address of a Drover service, for instance http://127.0.0.1:7400.`,
    );
  }
  if (url.username !== '' || url.password !== '') {
    throw new Failure('InputRefused', `${setting} has a name or password in it: put the token into DROVER_TOKEN.`);
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}
