import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import type { ProblemResource } from '../resources/problem-resource.ts';

type FieldError = NonNullable<ProblemResource['errors']>[number];

/** The parts of a request that schemas judge, as they came. */
export type RequestParts = { query: unknown; params: unknown; headers: unknown; body: unknown };

/** What Fastify calls each part, and what people do. */
const parts: Record<string, { name: string; of: keyof RequestParts }> = {
  querystring: { name: 'query', of: 'query' },
  params: { name: 'path', of: 'params' },
  headers: { name: 'header', of: 'headers' },
  body: { name: 'body', of: 'body' },
};

const shownCharacters = 100;

/** What is wrong with a request, field by field, from a schema's refusal of it; undefined when the error is something else. */
export function describeIssues(error: Error, request?: RequestParts): FieldError[] | undefined {
  if (!hasZodFastifySchemaValidationErrors(error)) return undefined;
  const part = parts[error.validationContext ?? ''];
  const name = part?.name ?? 'request';
  return error.validation.flatMap(({ keyword, instancePath, message = 'is not valid', params }) => {
    const place = instancePath.split('/').filter((step) => step !== '');
    const keys = params['keys'];
    if (keyword === 'unrecognized_keys' && Array.isArray(keys)) {
      return keys.map((key) => ({
        field: [name, ...place, String(key).slice(0, shownCharacters)].join('.'),
        detail: name === 'query' ? 'there is no such parameter; take it out' : 'there is no such field; take it out',
      }));
    }
    const value = show(find(part && request?.[part.of], place));
    return [{ field: [name, ...place].join('.'), ...(value !== undefined && { value }), detail: plain(message) }];
  });
}

/** zod says which values there are as a type is written. */
function plain(message: string): string {
  const [, options] = /^Invalid option: expected one of (.*)$/.exec(message) ?? [];
  return options === undefined ? message : `write one of ${options.replaceAll('"', '').split('|').join(', ')}`;
}

function find(value: unknown, place: string[]): unknown {
  let found = value;
  for (const step of place) found = (found as Record<string, unknown> | null | undefined)?.[step];
  return found;
}

/** A value as JSON, cut; what has parts is not shown. */
function show(value: unknown): string | undefined {
  if (value === undefined || (typeof value === 'object' && value !== null)) return undefined;
  return JSON.stringify(typeof value === 'string' ? value.slice(0, shownCharacters) : value)?.slice(0, shownCharacters);
}
