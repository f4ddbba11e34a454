import { insideEgress } from './inside-egress.ts';
import { truststorePassword } from './java-truststore.ts';
import type { ToolRegistries } from './registry.ts';

const proxy = `http://127.0.0.1:${insideEgress.port}`;
const within = (name: string) => `${insideEgress.folder}/${name}`;

/** The files below the folder inside that the variables name. */
export const settingsFiles = {
  certificates: 'certificates.pem',
  moreCertificates: 'more-certificates.pem',
  truststore: 'truststore.jks',
  npmrc: 'npmrc',
} as const;

/** The variables that make tools find the proxy, the registries and, where the machine's own are not enough, the certificates. */
export function toolVariables(tools: ToolRegistries, hasCertificates: boolean): Record<string, string> {
  return {
    ...proxyVariables,
    ...(hasCertificates && certificateVariables),
    ...npmVariables(tools.npm),
    ...pythonVariables(tools.python),
    ...goVariables(tools.go),
    ...cargoVariables(tools.cargo),
    // Debian's Maven and others have settings of their own there; they must not stand in the way.
    MAVEN_OPTS: [`-Dmaven.conf=${within('maven')}`, ...javaOptions(hasCertificates)].join(' '),
    GRADLE_OPTS: javaOptions(hasCertificates).join(' '),
  };
}

const loopback = 'localhost,127.0.0.1,::1';

const proxyVariables = {
  HTTP_PROXY: proxy,
  HTTPS_PROXY: proxy,
  http_proxy: proxy,
  https_proxy: proxy,
  NO_PROXY: loopback,
  no_proxy: loopback,
  npm_config_proxy: proxy,
  npm_config_https_proxy: proxy,
  YARN_HTTP_PROXY: proxy,
  YARN_HTTPS_PROXY: proxy,
  CARGO_HTTP_PROXY: proxy,
};

const bundle = within(settingsFiles.certificates);

const certificateVariables = {
  NODE_EXTRA_CA_CERTS: within(settingsFiles.moreCertificates),
  SSL_CERT_FILE: bundle,
  REQUESTS_CA_BUNDLE: bundle,
  PIP_CERT: bundle,
  CURL_CA_BUNDLE: bundle,
  GIT_SSL_CAINFO: bundle,
  CARGO_HTTP_CAINFO: bundle,
};

/** Java has no variable for proxies. Without a '|', which some start scripts would take for a pipe: loopback is left out by default. */
function javaOptions(hasCertificates: boolean): string[] {
  const proxies = ['http', 'https'].flatMap((kind) => [
    `-D${kind}.proxyHost=127.0.0.1`,
    `-D${kind}.proxyPort=${insideEgress.port}`,
  ]);
  if (!hasCertificates) return proxies;
  return [
    ...proxies,
    `-Djavax.net.ssl.trustStore=${within(settingsFiles.truststore)}`,
    '-Djavax.net.ssl.trustStoreType=JKS',
    `-Djavax.net.ssl.trustStorePassword=${truststorePassword}`,
  ];
}

function npmVariables(npm: ToolRegistries['npm']): Record<string, string> {
  if (npm === undefined) return {};
  return {
    // A file, since a shell drops variables with an '@' in their name, as a scope's would have.
    npm_config_globalconfig: within(settingsFiles.npmrc),
    ...(npm.registry !== undefined && { npm_config_registry: npm.registry, YARN_NPM_REGISTRY_SERVER: npm.registry }),
  };
}

function pythonVariables(python: ToolRegistries['python']): Record<string, string> {
  const { index, extra = [] } = python ?? {};
  return {
    ...(index !== undefined && { PIP_INDEX_URL: index, UV_DEFAULT_INDEX: index }),
    ...(extra.length > 0 && { PIP_EXTRA_INDEX_URL: extra.join(' '), UV_INDEX: extra.join(' ') }),
  };
}

function goVariables(go: ToolRegistries['go']): Record<string, string> {
  const { proxy: address, private: patterns = [], sumdb } = go ?? {};
  return {
    ...(address !== undefined && { GOPROXY: address }),
    // Not GOPRIVATE, which would also lead around the proxy.
    ...(patterns.length > 0 && { GONOSUMDB: patterns.join(',') }),
    ...(sumdb !== undefined && { GOSUMDB: sumdb }),
  };
}

function cargoVariables(cargo: ToolRegistries['cargo']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(cargo?.registries ?? {}).flatMap(([name, index]) => {
      const prefix = `CARGO_REGISTRIES_${name.toUpperCase().replaceAll('-', '_')}`;
      // A registry that wants a token makes cargo want one; the proxy puts the true one in its place.
      return [
        [`${prefix}_INDEX`, index],
        [`${prefix}_TOKEN`, 'kept-outside'],
      ];
    }),
  );
}
