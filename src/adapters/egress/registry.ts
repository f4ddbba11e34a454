/** A host that the egress proxy leads to. */
export type Registry = {
  /** In lower case. */
  host: string;
  port: number;
  protocol: 'https' | 'http';
  /** Beginnings of the paths that may be asked for; none: all. */
  paths?: string[];
  /** Whether its name may lead to an address of a private network, or of this machine. */
  private: boolean;
  /** Headers with its credentials, read anew for each command, since tokens are renewed. */
  credentials?: () => Promise<Record<string, string>>;
  /** Certificates, as PEM, that it may show besides those which this machine trusts. */
  ca?: string;
};

/** Where tools look for packages, where that is not the default; addresses without credentials. */
export type ToolRegistries = {
  npm?: { registry?: string; scopes: Record<string, string> };
  python?: { index?: string; extra: string[] };
  maven?: { mirror: string };
  go?: { proxy?: string; private: string[]; sumdb?: string };
  cargo?: { registries: Record<string, string> };
};

export type Registries = { hosts: Registry[]; tools: ToolRegistries };

/** Whether the proxy ends TLS for it, to see the paths or to add the credentials; all others are tunnelled untouched. */
export function endsTls(registry: Registry): boolean {
  return registry.protocol === 'https' && (registry.credentials !== undefined || registry.paths !== undefined);
}
