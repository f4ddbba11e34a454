import type { OpenAPIV3_1 } from 'openapi-types';
import { bodyExamples } from './body-examples.ts';

/** Headers that come with an answer of this status, on whichever route. */
const headersOf: Record<string, Record<string, OpenAPIV3_1.HeaderObject>> = {
  202: { Location: { description: "The migration's address.", schema: { type: 'string' } } },
  401: { 'WWW-Authenticate': { description: 'How to authenticate.', schema: { type: 'string' } } },
  429: { 'Retry-After': { description: 'After how many seconds to try again.', schema: { type: 'integer' } } },
  503: { 'Retry-After': { description: 'After how many seconds to try again.', schema: { type: 'integer' } } },
};

export type Completion = {
  /** Operations whose body may be left out. */
  optionalBodies: ReadonlySet<string>;
  /** False where no request needs a token. */
  tokens: boolean;
};

/**
 * Adds what the schemas of routes can't say: headers of answers, examples of bodies, that a decision without a body is one without a reason, and
 * whether this server asks for tokens at all.
 */
export function completeDocument<T extends { paths?: unknown }>(
  document: T,
  { optionalBodies, tokens }: Completion,
): T {
  for (const item of Object.values((document.paths ?? {}) as OpenAPIV3_1.PathsObject)) {
    for (const operation of [item?.get, item?.post]) {
      if (operation === undefined) continue;
      const { requestBody, operationId = '', responses } = operation;
      if (requestBody && 'content' in requestBody) {
        requestBody.required = !optionalBodies.has(operationId);
        const example = bodyExamples[operationId];
        if (example !== undefined) for (const media of Object.values(requestBody.content)) media.example = example;
      }
      if (!tokens) {
        delete operation.security;
        delete responses?.['401'];
      }
      for (const [status, response] of Object.entries(responses ?? {})) {
        const headers = headersOf[status];
        if (headers !== undefined && !('$ref' in response)) response.headers = headers;
      }
    }
  }
  return document;
}
