/**
 * What the probe runs inside: a hostile program that tries each way out once and reports what it saw as one line of JSON,
 * `{ [check]: [broken out, what was seen] }`. It changes nothing but the probe's own folder. Plain CommonJS of Node, since a shell can't open sockets.
 */
export const probeScript = String.raw`
const fs = require('node:fs'), net = require('node:net'), dgram = require('node:dgram'), cp = require('node:child_process');
const plan = JSON.parse(fs.readFileSync('plan.json', 'utf8'));
const seen = {};
const tried = (action) => { try { return [true, action() ?? 'it worked']; } catch (error) { return [false, error.code || error.message]; } };
const connect = (target) => new Promise((done) => {
  const socket = net.connect(target);
  const end = (out, what) => { socket.destroy(); done([out, what]); };
  socket.setTimeout(1000, () => end(false, 'no answer'));
  socket.once('connect', () => end(true, 'connected')).once('error', (error) => end(false, error.code));
});
const unixSocket = () => {
  const [there, folder] = tried(() => fs.openSync(plan.socketFolder, 'r'));
  return there ? connect('/proc/self/fd/' + folder + '/socket') : Promise.resolve([false, folder]);
};
const route = () => new Promise((done) => {
  const socket = dgram.createSocket('udp4');
  socket.on('error', (error) => done([false, error.code]));
  socket.connect(53, '1.1.1.1', (error) => { done(error ? [false, error.code] : [true, 'there is a route']); socket.close(); });
});
const through = (target) => new Promise((done) => {
  const asking = require('node:http').request(process.env.HTTPS_PROXY || 'http://127.0.0.1:1', { method: 'CONNECT', path: target, timeout: 2000 });
  const end = (status) => { asking.destroy(); done([status === 200, target + ': ' + status]); };
  asking.on('connect', (response, socket) => { socket.destroy(); end(response.statusCode); }).on('response', (response) => end(response.statusCode));
  asking.on('timeout', () => end('no answer')).on('error', (error) => end(error.code)).end();
});
const proxy = async () => {
  const all = [];
  for (const target of ['127.0.0.1:' + plan.port, 'localhost:' + plan.port, '[::1]:' + plan.port, 'drover-probe.example:443']) all.push(await through(target));
  return all.find(([out]) => out) || all[0];
};
const names = () => new Promise((done) => require('node:dns').lookup('pypi.org', (error) => done(error ? [false, error.code] : [true, 'a name was found'])));
const processes = fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name));
const holding = (file, text) => processes.filter((pid) => { try { return pid !== String(process.pid) && fs.readFileSync('/proc/' + pid + '/' + file, 'latin1').includes(text); } catch { return false; } });
const found = (pids) => [pids.length > 0, pids.length > 0 ? 'found in process ' + pids[0] : processes.length + ' processes looked at'];
const status = fs.readFileSync('/proc/self/status', 'latin1');
const bits = (name) => BigInt('0x' + (new RegExp('^' + name + ':\\s*(\\w+)', 'm').exec(status) || [])[1]);

seen.file = tried(() => fs.readFileSync(plan.secretFile, 'utf8') && 'read it');
seen.write = tried(() => fs.writeFileSync(plan.outside, 'x'));
seen.system = tried(() => fs.accessSync('/usr', fs.constants.W_OK) ?? '/usr is writable');
seen.kernel = tried(() => fs.closeSync(fs.openSync('/proc/sys/kernel/core_pattern', 'r+')) ?? 'core_pattern is writable');
const entries = (pid) => { try { return fs.readFileSync('/proc/' + pid + '/environ', 'latin1').split('\0').filter(Boolean); } catch { return []; } };
const own = new Set(entries('self'));
const foreign = processes.find((pid) => entries(pid).some((entry) => !own.has(entry) && !/^(PWD|OLDPWD|SHLVL|_)=/.test(entry)));
seen.environment = found(holding('environ', plan.secret));
seen.variables = [foreign !== undefined, foreign === undefined ? processes.length + ' processes looked at' : 'found in process ' + foreign];
seen.processes = found(holding('cmdline', plan.token));
seen.capabilities = [bits('CapEff') !== 0n || bits('CapBnd') !== 0n || bits('NoNewPrivs') !== 1n, 'effective ' + bits('CapEff').toString(16) + ', bounding ' + bits('CapBnd').toString(16) + ', no new privileges ' + bits('NoNewPrivs')];
const mount = () => { fs.mkdirSync('mount'); const { status } = cp.spawnSync('mount', ['-t', 'tmpfs', 'none', 'mount']); if (status === 0) cp.spawnSync('umount', ['mount']); return status === 0; };
seen.mounts = [mount(), 'mount -t tmpfs'];
if (plan.layers) for (const folder of ['.', process.env.HOME]) tried(() => fs.writeFileSync(folder + '/layer', 'changed'));
seen.namespaces = [cp.spawnSync('unshare', ['--user', 'true']).status === 0, 'unshare --user'];
const descriptors = fs.readFileSync('descriptors', 'utf8').trim().split('\n');
seen.descriptors = [descriptors.length > 4, descriptors.length + ' descriptors seen'];
cp.spawn('setsid', ['sleep', plan.daemonSleeps], { stdio: 'ignore', detached: true }).unref();
Promise.all([names(), proxy(), route(), connect({ host: '127.0.0.1', port: plan.port }), unixSocket()]).then(([names, proxy, network, loopback, socket]) => {
  console.log(JSON.stringify({ ...seen, names, proxy, network, loopback, socket }));
  process.exit(0);
});
`;
