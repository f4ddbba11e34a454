import type { FastifyReply, FastifyRequest } from 'fastify';
import { redact } from '../../core/migration-file/redact.ts';
import type { Scrub } from '../../ports/scrub.ts';
import { scrubJson } from '../scrubbing/scrub-json.ts';
import { toProblem } from './to-problem.ts';

/** Answers whatever a request ended in as a problem; what failed on our side is logged, without bodies, headers or tokens. */
export function answerProblems(log: (line: string) => void, scrub: Scrub) {
  return async (error: unknown, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const { problem, headers } = toProblem(error, request);
    if (problem.status >= 500) {
      const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
      const said = problem.status === 503 ? problem.detail : redact(what);
      log(`${request.method} ${request.routeOptions.url ?? 'unknown'}: ${problem.status}: ${said}`);
    }
    const shown = JSON.stringify(await scrubJson(scrub, problem));
    return reply.code(problem.status).headers(headers).type('application/problem+json').send(shown);
  };
}
