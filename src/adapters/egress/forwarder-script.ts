import { insideEgress } from './inside-egress.ts';

/**
 * What runs inside, beside the command: it carries bytes from a port of the sandbox's own loopback to the proxy's socket, and knows nothing. A command may
 * kill it or speak to the socket itself, and gains nothing by that. It says 'ready' and ends its output, which is what the shell waits for; something else must
 * take the number 1, since Node ends when a socket gets it.
 */
export const forwarderScript = String.raw`
const net = require('node:net'), fs = require('node:fs');
const server = net.createServer({ allowHalfOpen: true }, (tool) => {
  const proxy = net.connect({ path: '${insideEgress.socket}', allowHalfOpen: true });
  for (const [from, to] of [[tool, proxy], [proxy, tool]]) {
    from.pipe(to);
    from.on('error', () => to.destroy());
    from.on('close', () => to.destroy());
  }
});
server.on('error', (error) => { fs.writeSync(1, error.code); process.exit(1); });
server.listen(${insideEgress.port}, '127.0.0.1', () => { fs.writeSync(1, 'ready'); fs.closeSync(1); fs.openSync('/dev/null', 'w'); });
`;
