/** Where things lie inside the sandbox. Fixed, so that virtual environments and caches with absolute paths hold from one command to the next. */
export const inside = {
  repo: '/repo',
  home: '/home/drover',
  cache: '/home/drover/.cache',
  temporary: '/tmp',
  /** The user that every command runs as, whoever runs Drover: tools behave the same on every worker, and none takes itself for root. */
  uid: 1000,
  gid: 1000,
  user: 'drover',
  host: 'drover',
} as const;
