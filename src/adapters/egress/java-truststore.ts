import { createHash } from 'node:crypto';

/** Java's default password; a store of public certificates keeps no secret by it. */
export const truststorePassword = 'changeit';

/**
 * Certificates as a Java key store of type JKS, which every Java reads. There is no library that writes one, PKCS12 as libraries write it has no
 * trusted entries for Java, and keytool is missing where a Java is only a runtime. The format is that of the JDK's JavaKeyStore:
 * magic, version, count; a tag, an alias, a date, a type and the bytes of each; a digest salted with the password.
 */
export function javaTruststore(certificates: string[]): Buffer {
  const entries = certificates.flatMap((pem, index) => {
    const der = Buffer.from(pem.replaceAll(/-----[A-Z ]+-----|\s/g, ''), 'base64');
    return [number(2), text(`ca-${index}`), Buffer.alloc(8), text('X.509'), number(der.length), der];
  });
  const content = Buffer.concat([number(0xfeedfeed), number(2), number(certificates.length), ...entries]);
  const password = Buffer.from(truststorePassword, 'utf16le').swap16();
  const digest = createHash('sha1').update(password).update('Mighty Aphrodite').update(content).digest();
  return Buffer.concat([content, digest]);
}

function number(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

/** As Java's writeUTF writes it, of ASCII. */
function text(value: string): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(value.length);
  return Buffer.concat([length, Buffer.from(value, 'latin1')]);
}
