import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  BasicConstraintsExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
  type X509Certificate,
} from '@peculiar/x509';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const dayMs = 86_400_000;

type Authority = Readonly<{
  certificate: X509Certificate;
  keys: Awaited<ReturnType<typeof newKeys>>;
  /** PEM of the certificate, for those who trust it. */
  file: string;
}>;
/** PEM files, as a server or a client is given them. */
export type CertificateFiles = Readonly<{ certificate: string; key: string }>;

const newKeys = () => webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
const fromNow = (days: number): Date => new Date(Date.now() + days * dayMs);

const written = (file: string, pem: string): string => {
  writeFileSync(file, pem, { mode: 0o600 });
  return file;
};

/** An authority of the test's own, with its files in a folder. */
export const certificateAuthority = async (folder: string, name: string): Promise<Authority> => {
  mkdirSync(folder, { recursive: true });
  const keys = await newKeys();
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: `CN=${name}`,
    keys,
    notBefore: fromNow(-100),
    notAfter: fromNow(100),
    signingAlgorithm: algorithm,
    extensions: [new BasicConstraintsExtension(true, 0, true)],
  });
  return { certificate, keys, file: written(join(folder, `${name}.pem`), certificate.toString('pem')) };
};

type Asked = Readonly<{
  /** Host name it is for. */
  for: string;
  /** Days from now on which it ends; before today it has expired. */
  endsInDays?: number;
}>;

let serial = 0;

/** A certificate of this authority, and its key. */
export const certificateOf = async (
  folder: string,
  { certificate: issuer, keys: { privateKey: signingKey } }: Authority,
  { for: host, endsInDays = 30 }: Asked,
): Promise<CertificateFiles> => {
  const keys = await newKeys();
  serial += 1;
  const certificate = await X509CertificateGenerator.create({
    serialNumber: serial.toString(16).padStart(4, '0'),
    subject: `CN=${host}`,
    issuer: issuer.subject,
    notBefore: fromNow(-60),
    notAfter: fromNow(endsInDays),
    publicKey: keys.publicKey,
    signingKey,
    signingAlgorithm: algorithm,
    extensions: [new SubjectAlternativeNameExtension([{ type: 'dns', value: host }])],
  });
  const key = PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY');
  const file = join(folder, `certificate-${serial}`);
  return { certificate: written(`${file}.pem`, certificate.toString('pem')), key: written(`${file}.key`, key) };
};
