const loopbackNames = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Why a request to an API on loopback is refused, or undefined. Whoever reaches it may do all, so a page of another site must not: neither
 * by a name of its own that points here (DNS rebinding shows in Host), nor by a request across sites (which shows in Origin).
 */
export function originFault(headers: { host?: string | undefined; origin?: string | undefined }): string | undefined {
  const host = headers.host ?? '';
  const name = host.replace(/:\d{1,5}$/, '').toLowerCase();
  if (!loopbackNames.has(name))
    return `This API answers to localhost, 127.0.0.1 and [::1] alone, not to the host ${JSON.stringify(host.slice(0, 100))}.`;
  if (headers.origin === undefined || headers.origin.toLowerCase() === `http://${host.toLowerCase()}`) return undefined;
  return `Pages of ${JSON.stringify(headers.origin.slice(0, 100))} may not use this API: it serves programs of this machine and its own pages.`;
}
