import type { z } from 'zod';
import type {
  ApproveWaveBody,
  ApproveMergeBody,
  DecidePlanBody,
  DecisionBody,
  RaiseBudgetBody,
  RejectMergeBody,
} from '../../api/resources/decision-body.ts';
import type { DecisionResource } from '../../api/resources/decision-resource.ts';
import type { LogResource } from '../../api/resources/log-resource.ts';
import type { MigrationResource } from '../../api/resources/migration-resource.ts';
import type { ModuleDetailResource } from '../../api/resources/module-detail-resource.ts';
import type { ModuleResource } from '../../api/resources/module-resource.ts';
import type { RollbackBody, RollbackResource } from '../../api/resources/rollback-resource.ts';
import type { AdoptBody, ConcurrencyBody, RetryBody, RetryManyBody, RuleBody } from '../../api/resources/steer-body.ts';
import type { TurnResource } from '../../api/resources/turn-resource.ts';
import { Failure } from '../../domain/failure.ts';
import type { MigrationMode } from '../../domain/migration-mode.ts';
import type { MigrationReport } from '../../domain/migration-report.ts';
import type { Service } from './find-service.ts';
import { readAll } from './read-all.ts';
import { readEvents, type MigrationEvent } from './read-events.ts';
import { send, type HttpRequest } from './send.ts';

export type StartRequest = {
  document: unknown;
  mode: MigrationMode;
  /** With mode `try`: the module's path or key. */
  module?: string;
  key?: string | undefined;
  actor?: string;
};

export type Step = { round?: number | undefined; attempt?: number | undefined; turn?: number | undefined };

/** A decision, and where it goes below a migration. */
export type Deciding =
  | { path: 'pause' | 'resume' | 'cancel'; body: z.input<typeof DecisionBody> }
  | { path: 'raise-budget'; body: z.input<typeof RaiseBudgetBody> }
  | { path: 'plan/approve' | 'plan/reject'; body: z.input<typeof DecidePlanBody> }
  | { path: 'wave/approve'; body: z.input<typeof ApproveWaveBody> }
  | { path: 'skip'; module: string; body: z.input<typeof DecisionBody> }
  | { path: 'retry'; module: string; body: z.input<typeof RetryBody> }
  | { path: 'retry'; body: z.input<typeof RetryManyBody> }
  | { path: 'adopt'; module: string; body: z.input<typeof AdoptBody> }
  | { path: 'concurrency'; body: z.input<typeof ConcurrencyBody> }
  | { path: 'rules'; body: z.input<typeof RuleBody> }
  | { path: 'approve'; module: string; body: z.input<typeof ApproveMergeBody> }
  | { path: 'reject'; module: string; body: z.input<typeof RejectMergeBody> };

/** Drover's HTTP API as the command line uses it. All functions throw a `Failure`. */
export type DroverApi = {
  readonly service: Service;
  start(request: StartRequest): Promise<MigrationResource>;
  /** Newest first, at most `limit`. */
  migrations(filter: { status?: string | undefined; limit: number }): Promise<MigrationResource[]>;
  migration(id: string): Promise<MigrationResource>;
  modules(id: string): Promise<ModuleResource[]>;
  module(id: string, module: string): Promise<ModuleDetailResource>;
  diff(id: string, module: string | undefined, step: Step): Promise<string>;
  logs(id: string, module: string, step: Step): Promise<LogResource[]>;
  turn(
    id: string,
    module: string,
    place: { round: number | undefined; attempt: number; turn: number },
  ): Promise<TurnResource>;
  /** Undefined as long as it runs, and for a migration that ended before it had anything to report. */
  report(id: string): Promise<MigrationReport | undefined>;
  /** The report as it is written for people, or with all its evidence; undefined as above. */
  reportText(id: string, format: 'bundle' | 'markdown' | 'html'): Promise<string | undefined>;
  decide(id: string, deciding: Deciding): Promise<DecisionResource>;
  rollBack(id: string, body: z.input<typeof RollbackBody>): Promise<RollbackResource>;
  rollback(id: string, rollback: string): Promise<RollbackResource>;
  events(id: string, signal: AbortSignal): AsyncGenerator<MigrationEvent>;
};

/**
 * A client of the service. `locate` finds it again while somebody watches: an embedded one comes back at another address when it is
 * started anew.
 */
export function droverApi(found: Service, locate: () => Promise<Service | undefined> = async () => found): DroverApi {
  let service = found;
  const json = async <T>(request: HttpRequest): Promise<T> => readJson<T>(service, await send(service, request));
  const get = <T>(path: string, query: HttpRequest['query'] = {}) => json<T>({ method: 'GET', path, query });
  const relocate = async (): Promise<Service> => (service = (await locate()) ?? service);
  return {
    get service() {
      return service;
    },
    start: ({ document, mode, module, key, actor }) => {
      const query = { mode, module, actor };
      return json({ method: 'POST', path: '/v1/migrations', query, body: document, idempotencyKey: key });
    },
    migrations: ({ status, limit }) =>
      readAll((page) => get('/v1/migrations', { status, ...page }), 'migrations', limit),
    migration: (id) => get(pathOf(id)),
    modules: (id) => readAll((page) => get(`${pathOf(id)}/modules`, page), 'modules', Infinity),
    module: (id, module) => get(modulePath(id, module)),
    diff: async (id, module, { round, attempt }) => {
      const path = `${module === undefined ? pathOf(id) : modulePath(id, module)}/diff`;
      const query = { round, attempt };
      const accept = 'text/x-diff, application/problem+json';
      return (await send(service, { method: 'GET', path, query, accept })).text();
    },
    logs: (id, module, step) =>
      readAll((page) => get(`${modulePath(id, module)}/logs`, { ...step, ...page }), 'logs', Infinity),
    turn: (id, module, { round, attempt, turn }) =>
      get(`${modulePath(id, module)}/attempts/${attempt}/turns/${turn}`, { round }),
    report: (id) => orNone(get<MigrationReport>(`${pathOf(id)}/report`)),
    reportText: (id, format) =>
      orNone(
        send(service, { method: 'GET', path: `${pathOf(id)}/report`, query: { format }, accept: '*/*' }).then(
          (response) => response.text(),
        ),
      ),
    decide: (id, deciding) => {
      const base = 'module' in deciding ? modulePath(id, deciding.module) : pathOf(id);
      return json({ method: 'POST', path: `${base}/${deciding.path}`, body: deciding.body });
    },
    rollBack: (id, body) => json({ method: 'POST', path: `${pathOf(id)}/rollbacks`, body }),
    rollback: (id, rollback) => get(`${pathOf(id)}/rollbacks/${encodeURIComponent(rollback)}`),
    events: (id, signal) => readEvents(relocate, `${pathOf(id)}/events`, signal),
  };
}

async function orNone<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Failure && error.type === 'NotFound') return undefined;
    throw error;
  }
}

function pathOf(id: string): string {
  return `/v1/migrations/${encodeURIComponent(id)}`;
}

function modulePath(id: string, module: string): string {
  return `${pathOf(id)}/modules/${encodeURIComponent(module)}`;
}

async function readJson<T>(service: Service, response: Response): Promise<T> {
  try {
    return (await response.json()) as T;
  } catch (error) {
    throw new Failure(
      'Transient',
      `${service.url} (from ${service.from}) answered, but not as a Drover service does: look whether the address is right.`,
      { cause: error },
    );
  }
}
