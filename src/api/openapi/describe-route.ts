import type { z } from 'zod';
import { problemKinds, type ProblemKind } from '../problems/problem-error.ts';
import { ProblemResource } from '../resources/problem-resource.ts';

export type RouteDescription = {
  id: string;
  tag: 'migrations' | 'modules' | 'decisions' | 'service';
  summary: string;
  description?: string;
  /** The answer when all is well. */
  ok: { status?: 200 | 202; description: string; content: Record<string, z.ZodType> };
  /** Kinds of problem of this route alone, beside those that any may give. */
  problems?: ProblemKind[];
  /** True where no token is asked for. */
  open?: boolean;
};

/** What any request may end in: bad parameters, no token, the wrong one, too many, our own fault, nobody there. */
const common: ProblemKind[] = ['invalid-request', 'forbidden', 'too-many-requests', 'internal', 'unavailable'];

/** What a request may end in before any route has seen it. */
const unreadable: Record<number, string> = {
  408: 'The request did not arrive whole in time',
  414: 'A part of the path is too long',
  431: 'The headers, or the whole address, are too long',
};

/** The parts of a route's schema that describe it: its answers, each with its media type, and what people read. */
export function describeRoute({ id, tag, summary, description, ok, problems = [], open = false }: RouteDescription) {
  const kinds = [...common, ...problems, ...(open ? [] : (['unauthenticated'] as const))];
  const answers: Record<number, Answer> = {
    [ok.status ?? 200]: {
      description: ok.description,
      content: Object.fromEntries(Object.entries(ok.content).map(([type, schema]) => [type, { schema }])),
    },
  };
  const problemsOf = [
    ...kinds.map((kind) => problemKinds[kind]),
    ...Object.entries(unreadable).map(([status, title]) => ({ status: Number(status), title })),
  ];
  for (const { status, title } of problemsOf) {
    const before = answers[status];
    answers[status] = {
      description: before === undefined ? title : `${before.description}; or: ${title}`,
      content: { 'application/problem+json': { schema: ProblemResource } },
    };
  }
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(description !== undefined && { description }),
    security: open ? [] : [{ bearer: [] }],
    response: answers,
  };
}

type Answer = { description: string; content: Record<string, { schema: z.ZodType }> };
