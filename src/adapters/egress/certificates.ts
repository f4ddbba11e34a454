import { createPublicKey, generateKeyPair, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import forge from 'node-forge';

/** As PEM. The authority's private key is not among them: it is forgotten as soon as it has signed. */
export type Certificates = { authority: string; certificate: string; key: string };

const lifeDays = 365;

/**
 * Makes a certificate for the hosts whose TLS is ended here, and the authority that vouches for it: of this process alone, in memory alone, and
 * allowed to vouch for those hosts and no others. RSA and SHA-256, which every tool knows.
 */
export async function makeCertificates(hosts: string[]): Promise<Certificates> {
  const [issuer, subject] = await Promise.all([makeKeys(), makeKeys()]);
  const issuerName = [{ name: 'commonName', value: 'Drover egress proxy' }];
  const authority = begin(issuer.publicKey, issuerName, issuerName);
  authority.setExtensions([
    { name: 'basicConstraints', cA: true, pathLenConstraint: 0, critical: true },
    { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    { name: 'subjectKeyIdentifier' },
  ]);
  authority.sign(issuer.privateKey, forge.md.sha256.create());
  const certificate = begin(subject.publicKey, [{ name: 'commonName', value: 'Drover' }], issuerName);
  certificate.setExtensions([
    { name: 'basicConstraints', cA: false, critical: true },
    { name: 'keyUsage', digitalSignature: true, keyEncipherment: true, critical: true },
    { name: 'extKeyUsage', serverAuth: true },
    { name: 'subjectAltName', altNames: [...new Set(hosts)].map((value) => ({ type: 2, value })) },
    { name: 'subjectKeyIdentifier' },
    { name: 'authorityKeyIdentifier', keyIdentifier: authority.generateSubjectKeyIdentifier().getBytes() },
  ]);
  certificate.sign(issuer.privateKey, forge.md.sha256.create());
  return {
    authority: forge.pki.certificateToPem(authority),
    certificate: forge.pki.certificateToPem(certificate),
    key: subject.pem,
  };
}

/** Node makes keys on another thread, and a hundred times faster than the library would. */
async function makeKeys() {
  const { privateKey } = await promisify(generateKeyPair)('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const publicPem = createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString();
  return {
    pem: privateKey,
    privateKey: forge.pki.privateKeyFromPem(privateKey),
    publicKey: forge.pki.publicKeyFromPem(publicPem),
  };
}

function begin(
  publicKey: forge.pki.PublicKey,
  subject: forge.pki.CertificateField[],
  issuer: forge.pki.CertificateField[],
) {
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = publicKey;
  // Positive and without a leading zero, as the encoding wants it.
  certificate.serialNumber = `4${randomBytes(15).toString('hex').slice(1)}`;
  const day = 24 * 60 * 60 * 1_000;
  // Clocks of containers differ a little.
  certificate.validity.notBefore = new Date(Date.now() - day);
  certificate.validity.notAfter = new Date(Date.now() + lifeDays * day);
  certificate.setSubject(subject);
  certificate.setIssuer(issuer);
  return certificate;
}
