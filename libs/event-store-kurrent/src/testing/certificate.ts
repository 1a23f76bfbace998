import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const openssl = (...parts: readonly string[]): void => {
  execFileSync('openssl', parts, { stdio: 'ignore' });
};

/** A certificate for localhost, and the authority it is from, made by openssl for this run. */
export const ownCertificate = () => {
  const folder = mkdtempSync(join(tmpdir(), 'lethe-kurrent-'));
  const at = (file: string): string => join(folder, file);
  const [authority, certificate, keyFile] = [at('ca.pem'), at('certificate.pem'), at('key.pem')];
  const [authorityKey, request, names] = [at('ca-key.pem'), at('request.pem'), at('names.cnf')];
  const fresh = ['req', '-newkey', 'rsa:2048', '-nodes'];
  openssl(...fresh, '-x509', '-days', '2', '-subj', '/CN=Lethe test', '-keyout', authorityKey, '-out', authority);
  openssl(...fresh, '-subj', '/CN=localhost', '-keyout', keyFile, '-out', request);
  writeFileSync(names, 'subjectAltName=DNS:localhost,IP:127.0.0.1\n');
  const signed = ['x509', '-req', '-in', request, '-CA', authority, '-CAkey', authorityKey, '-CAcreateserial'];
  openssl(...signed, '-days', '2', '-extfile', names, '-out', certificate);
  return { key: readFileSync(keyFile), certificate: readFileSync(certificate), authority };
};
