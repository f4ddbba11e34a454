/** The environment of the process that Drover was started in. */
export type OperatorEnvironment = Record<string, string | undefined>;

/**
 * Configuration of every call, given on the command line so that nothing in a file can take it back: no hook, no file
 * system monitor and no submodule is ever run or entered, whatever the repository at hand says.
 */
export const hardening = [
  'core.hooksPath=/dev/null',
  'core.fsmonitor=false',
  'protocol.ext.allow=never',
  'submodule.recurse=false',
  // A transfer that stands still for a minute has failed; by default it waits for ever.
  'http.lowSpeedLimit=1',
  'http.lowSpeedTime=60',
];

/** What the operator may have set for reaching other machines: credentials, proxies, certificates. */
const passedToNetwork = [
  'HOME',
  'USER',
  'LOGNAME',
  'XDG_CONFIG_HOME',
  'SSH_AUTH_SOCK',
  'GIT_CONFIG_GLOBAL',
  'GIT_CONFIG_SYSTEM',
  'GIT_ASKPASS',
  'GIT_SSH',
  'GIT_SSH_COMMAND',
  'GIT_SSL_CAINFO',
  'GIT_SSL_CAPATH',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'http_proxy',
  'https_proxy',
  'HTTPS_PROXY',
  'all_proxy',
  'ALL_PROXY',
  'no_proxy',
  'NO_PROXY',
];

const always = {
  // Messages are read by program, so they must not be translated.
  LC_ALL: 'C',
  GIT_TERMINAL_PROMPT: '0',
  GIT_ATTR_NOSYSTEM: '1',
  // A path is a path: '[id].js' and ':(top)' mean themselves.
  GIT_LITERAL_PATHSPECS: '1',
  GIT_NO_REPLACE_OBJECTS: '1',
  // A partial clone must not make git fetch from wherever its configuration points to.
  GIT_NO_LAZY_FETCH: '1',
  GIT_OPTIONAL_LOCKS: '0',
};

/** The whole environment of a git process that stays on this machine: no home folder, no configuration but the store's. */
export function storeEnvironment(folder: string, operator: OperatorEnvironment): Record<string, string> {
  return {
    ...always,
    PATH: operator['PATH'] ?? '/usr/local/bin:/usr/bin:/bin',
    HOME: '/dev/null',
    GIT_DIR: folder,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_ALLOW_PROTOCOL: 'file',
  };
}

/**
 * The environment of a fetch or push over the network. Credential helpers, proxies and certificates live in the operator's
 * own git configuration, so that is read here (and only here); the repository's never is. Nothing may ask a question: a
 * worker has nobody to answer it.
 */
export function networkEnvironment(folder: string, operator: OperatorEnvironment): Record<string, string> {
  const passed = passedToNetwork.flatMap((name) => {
    const value = operator[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    ...always,
    ...Object.fromEntries(passed),
    PATH: operator['PATH'] ?? '/usr/local/bin:/usr/bin:/bin',
    GIT_DIR: folder,
    GIT_ALLOW_PROTOCOL: 'http:https:ssh',
    // ssh asks on the terminal unless it is told to ask a program; this one never answers.
    SSH_ASKPASS: '/bin/false',
    SSH_ASKPASS_REQUIRE: 'force',
  };
}
