import type { OpenAPIV3_1 } from 'openapi-types';

/** Headers that come with an answer of this status, on whichever route. */
const headersOf: Record<string, Record<string, OpenAPIV3_1.HeaderObject>> = {
  202: { Location: { description: "The migration's address.", schema: { type: 'string' } } },
  401: { 'WWW-Authenticate': { description: 'How to authenticate.', schema: { type: 'string' } } },
  429: { 'Retry-After': { description: 'After how many seconds to try again.', schema: { type: 'integer' } } },
  503: { 'Retry-After': { description: 'After how many seconds to try again.', schema: { type: 'integer' } } },
};

/** Adds what the schemas of routes can't say: headers of answers, and that a decision without a body is one without a reason. */
export function completeDocument<T extends { paths?: unknown }>(document: T, optionalBodies: ReadonlySet<string>): T {
  for (const item of Object.values((document.paths ?? {}) as OpenAPIV3_1.PathsObject)) {
    for (const operation of [item?.get, item?.post]) {
      if (operation === undefined) continue;
      const { requestBody, operationId = '', responses } = operation;
      if (requestBody && 'content' in requestBody) requestBody.required = !optionalBodies.has(operationId);
      for (const [status, response] of Object.entries(responses)) {
        const headers = headersOf[status];
        if (headers !== undefined && !('$ref' in response)) response.headers = headers;
      }
    }
  }
  return document;
}
