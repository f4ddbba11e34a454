import type { HTTPMethods } from 'fastify';
import type { App } from '../app.ts';
import { ProblemError } from '../problems/problem-error.ts';

/** Remembers which methods each path is served with; call the result when all routes are there: the other methods are refused with them. */
export function refuseUnknown(app: App): () => void {
  const served = new Map<string, Set<string>>();
  app.addHook('onRoute', ({ url, method }) => {
    const known = served.get(url) ?? new Set();
    served.set(url, known);
    for (const one of [method].flat()) known.add(one);
  });
  return () => {
    for (const [url, known] of [...served]) {
      const allow = [...known].join(', ');
      const others = app.supportedMethods.filter((method) => !known.has(method)) as HTTPMethods[];
      if (url.includes('*') || others.length === 0) continue;
      app.route({
        method: others,
        url,
        schema: { hide: true },
        // Before the body is read, which may be anything.
        onRequest: async ({ method }) => {
          throw new ProblemError('method-not-allowed', `${method} is not served here: use ${allow}.`, {
            headers: { allow },
          });
        },
        handler: (_, reply) => reply.send(),
      });
    }
    app.setNotFoundHandler(async ({ method, url }) => {
      const path = url.split('?', 1)[0]?.slice(0, 200);
      throw new ProblemError('not-found', `Nothing is served at ${method} ${path}: /docs shows what is.`);
    });
  };
}
