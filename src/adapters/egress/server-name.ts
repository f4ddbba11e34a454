/**
 * The server name that a TLS connection begins with (RFC 8446, sections 4.1.2 and 5.1; RFC 6066, section 3). Its first message may not be complete
 * yet; where it is no TLS, or names nobody, there is no name.
 */
export function serverName(bytes: Uint8Array): { name: string | undefined } | 'incomplete' {
  const hello = handshakeOf(bytes);
  if (hello === 'incomplete') return hello;
  return { name: hello && nameIn(hello) };
}

function nameIn(hello: Uint8Array): string | undefined {
  const reader = new Reader(hello);
  // Version and random; session id, cipher suites, compression methods.
  reader.skip(34);
  reader.vector(1);
  reader.vector(2);
  reader.vector(1);
  const extensions = new Reader(reader.vector(2));
  while (extensions.left() > 0) {
    const type = extensions.number(2);
    const content = extensions.vector(2);
    if (type !== 0) continue;
    const names = new Reader(new Reader(content).vector(2));
    return names.number(1) === 0 ? Buffer.from(names.vector(2)).toString('latin1').toLowerCase() : undefined;
  }
  return undefined;
}

const longest = 65_536;

/** The first handshake message's content, put together from its records. */
function handshakeOf(bytes: Uint8Array): Uint8Array | 'incomplete' | undefined {
  let message = Buffer.alloc(0);
  for (let at = 0; ;) {
    if (bytes.length > at && bytes[at] !== 22) return undefined;
    if (bytes.length < at + 5) return bytes.length > longest ? undefined : 'incomplete';
    const length = ((bytes[at + 3] ?? 0) << 8) | (bytes[at + 4] ?? 0);
    if (length === 0 || length > 16_384) return undefined;
    message = Buffer.concat([message, bytes.subarray(at + 5, at + 5 + length)]);
    if (message.length > 0 && message[0] !== 1) return undefined;
    const size = message.length < 4 ? longest : message.readUIntBE(1, 3);
    if (message.length >= 4 && size > longest) return undefined;
    if (message.length >= 4 + size) return message.subarray(4, 4 + size);
    if (bytes.length < at + 5 + length) return 'incomplete';
    at += 5 + length;
  }
}

/** Reads numbers and vectors one after another; past the end all is empty, which is no name. */
class Reader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  left(): number {
    return this.#bytes.length - this.#at;
  }

  skip(count: number): void {
    this.#at += count;
  }

  number(size: number): number {
    let value = 0;
    for (let index = 0; index < size; index += 1) value = value * 256 + (this.#bytes[this.#at + index] ?? 0);
    this.#at += size;
    return value;
  }

  vector(sizeOfLength: number): Uint8Array {
    const length = this.number(sizeOfLength);
    const content = this.#bytes.subarray(this.#at, this.#at + length);
    this.#at += length;
    return content;
  }
}
