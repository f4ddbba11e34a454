/** Where the way to the registries lies inside of a sandbox. The port is below those that Linux gives out by itself, and no usual one. */
export const insideEgress = {
  folder: '/run/drover',
  node: '/run/drover/node',
  forwarder: '/run/drover/forwarder.cjs',
  socket: '/run/drover/socket',
  port: 17_117,
} as const;
