import { once } from 'node:events';
import { connect as connectTls } from 'node:tls';
import { createServer, type AddressInfo } from 'node:net';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { serverName } from '../../../src/adapters/egress/server-name.ts';

async function helloFor(servername: string): Promise<Buffer> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const accepted = once(server, 'connection');
  const client = connectTls({ port: (server.address() as AddressInfo).port, host: '127.0.0.1', servername });
  client.on('error', () => undefined);
  const [socket] = await accepted;
  const [hello] = (await once(socket, 'data')) as [Buffer];
  client.destroy();
  server.close();
  return hello;
}

test('the name is found in the first message of a TLS client', async () => {
  expect(serverName(await helloFor('Registry.Example.com'))).toEqual({ name: 'registry.example.com' });
  expect(serverName(await helloFor(''))).toEqual({ name: undefined });
});

test('of a message that has not come whole, however it is cut, the rest is waited for', async () => {
  const hello = await helloFor('registry.example.com');
  for (let length = 0; length < hello.length; length += 1)
    expect(serverName(hello.subarray(0, length))).toBe('incomplete');
});

test('a message that comes in several records is put together', async () => {
  const hello = await helloFor('registry.example.com');
  const content = hello.subarray(5);
  const record = (part: Buffer) => Buffer.concat([Buffer.from([22, 3, 1, part.length >> 8, part.length & 255]), part]);
  const cut = Buffer.concat([
    record(content.subarray(0, 3)),
    record(content.subarray(3, 60)),
    record(content.subarray(60)),
  ]);
  expect(serverName(cut)).toEqual({ name: 'registry.example.com' });
});

test('what is no TLS has no name', () => {
  for (const text of ['GET / HTTP/1.1\r\n', 'SSH-2.0-x\r\n', '\x16\x03\x01\x00\x00'])
    expect(serverName(Buffer.from(text, 'latin1'))).toEqual({ name: undefined });
});

test('any bytes, and any damage to a true message, give an answer', async () => {
  const hello = await helloFor('registry.example.com');
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(hello.length - 1), fc.integer({ min: 0, max: 255 })), { maxLength: 20 }),
      fc.nat(hello.length),
      (damage, length) => {
        const bytes = Buffer.from(hello.subarray(0, length));
        for (const [at, value] of damage) if (at < length) bytes[at] = value;
        const found = serverName(bytes);
        expect(found === 'incomplete' || 'name' in found).toBe(true);
      },
    ),
    { numRuns: 500 },
  );
  fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => void serverName(bytes)));
});
