import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RehearsalState } from './answer-call.ts';
import { BackgroundResponses } from './background-responses.ts';
import type { Brain } from './brain.ts';
import { FailureQueue } from './failure-queue.ts';
import { handleRequest } from './handle-request.ts';
import { PromptCache } from './prompt-cache.ts';
import type { ProviderTraits } from './provider-traits.ts';
import type { Rehearsal } from './rehearsal.ts';
import { isInFlight } from './summarize-calls.ts';

export type RehearsalOptions = {
  brain: Brain;
  /** How long an answer takes, in milliseconds; none by default. */
  latencyMs?: number;
  /** A free port by default. */
  port?: number;
  /** In what it differs from OpenAI's own service. */
  traits?: ProviderTraits;
};

/**
 * Starts an HTTP server on 127.0.0.1 that speaks the OpenAI Responses API and answers by a rule-based brain, so that Drover can be tried and
 * tested without a provider. Every answer is labelled as a rehearsal. Rejects when the port is taken.
 */
export async function startRehearsal(options: RehearsalOptions): Promise<Rehearsal> {
  const state: RehearsalState = {
    brain: options.brain,
    latencyMs: options.latencyMs ?? 0,
    failures: new FailureQueue(),
    cache: new PromptCache(),
    calls: [],
    background: new BackgroundResponses(),
    traits: options.traits ?? {},
  };
  const server = createServer((request, out) => void handleRequest(state, request, out));
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    calls: () => workOf(state).map((call) => ({ ...call })),
    probes: () => state.calls.filter(({ probe }) => probe).map((call) => ({ ...call })),
    inFlight: () =>
      workOf(state)
        .filter(isInFlight)
        .map((call) => ({ ...call })),
    setLatency: (milliseconds) => {
      state.latencyMs = milliseconds;
    },
    failNext: (plan) => state.failures.add(plan),
    close: async () => {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function workOf({ calls }: RehearsalState) {
  return calls.filter(({ probe }) => probe === undefined);
}
