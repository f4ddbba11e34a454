import type { Registry } from './registry.ts';

const publicRegistries = [
  'registry.npmjs.org',
  'registry.yarnpkg.com',
  'pypi.org',
  'files.pythonhosted.org',
  'repo.maven.apache.org',
  'repo1.maven.org',
  'plugins.gradle.org',
  'plugins-artifacts.gradle.org',
  'services.gradle.org',
  'downloads.gradle.org',
  'proxy.golang.org',
  'sum.golang.org',
  'crates.io',
  'index.crates.io',
  'static.crates.io',
] as const;

/**
 * The public registries that a command with `network: registries` reaches without any setting: where npm, pip, Maven, Gradle, Go and Cargo
 * look by default, and where those send them on to. No host that anybody may upload to without an account of the registry
 * (GitHub, cloud storage): what is inside could be sent out there.
 */
export function publicHosts(): Registry[] {
  return publicRegistries.map((host) => ({ host, port: 443, protocol: 'https', private: false }));
}
