/** The modes of a tree object's entries by name, from its raw bytes: `MODE NAME\0` and 20 bytes of id each. */
export function parseTree(content: Uint8Array): Map<string, string> {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  const modes = new Map<string, string>();
  for (let at = 0; at < bytes.length;) {
    const nameStart = bytes.indexOf(' ', at) + 1;
    const nameEnd = bytes.indexOf(0, nameStart);
    modes.set(bytes.toString('utf8', nameStart, nameEnd), bytes.toString('latin1', at, nameStart - 1));
    at = nameEnd + 21;
  }
  return modes;
}
