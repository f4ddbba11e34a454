import { insideEgress } from './inside-egress.ts';

/** Maven's global settings: the proxy, and a mirror of all repositories where the operator names one. A user's own settings still count. */
export function mavenSettings(mirror: string | undefined): string {
  const proxies = ['http', 'https'].map(
    (protocol) =>
      `<proxy><id>drover-${protocol}</id><active>true</active><protocol>${protocol}</protocol><host>127.0.0.1</host><port>${insideEgress.port}</port><nonProxyHosts>localhost|127.*|[::1]</nonProxyHosts></proxy>`,
  );
  const mirrors =
    mirror === undefined
      ? ''
      : `<mirrors><mirror><id>drover</id><mirrorOf>external:*</mirrorOf><url>${escaped(mirror)}</url></mirror></mirrors>`;
  return `<settings>${mirrors}<proxies>${proxies.join('')}</proxies></settings>\n`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
