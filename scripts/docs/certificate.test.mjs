import { execFileSync, spawnSync } from 'node:child_process';
import { generateKeyPairSync, sign } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addressDigest } from '../../libs/certificate/src/address-digest.ts';

const text = readFileSync(join(import.meta.dirname, '../../docs/certificate.md'), 'utf8');
const blocks = (language) =>
  [...text.matchAll(/```(\w+)\n([\s\S]*?)\n```/g)].filter(([, of]) => of === language).map(([, , code]) => code);
const works = (command, ...words) => spawnSync(command, words).status === 0;

const tools = [
  ['Node', 'verify.mjs', 'js', process.execPath, true],
  ['Python', 'verify.py', 'python', 'python3', works('python3', '-c', 'import cryptography')],
  ['OpenSSL', 'verify.sh', 'bash', 'bash', works('bash', '-c', 'openssl version && jq --version && basenc --version')],
];

describe('docs/certificate.md (CAN-11, X3)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lethe-certificate-'));
  beforeAll(() => {
    const [session, own] = [generateKeyPairSync('ed25519'), generateKeyPairSync('ed25519')];
    const signed = [{ alg: 'EdDSA', kid: 'cancellation', typ: 'certificate+jwt' }, { accountId: 'a golden account' }]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.');
    const signature = sign(null, Buffer.from(signed), own.privateKey).toString('base64url');
    const keys = [
      { ...session.publicKey.export({ format: 'jwk' }), kid: 'session' },
      { ...own.publicKey.export({ format: 'jwk' }), kid: 'cancellation' },
    ];
    writeFileSync(join(folder, 'certificate.jws'), `${signed}.${signature}`);
    writeFileSync(join(folder, 'jwks.json'), JSON.stringify({ keys }));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each(tools.filter(([, , , , isHere]) => isHere))(
    'shows how %s checks a certificate',
    (_tool, file, language, program) => {
      writeFileSync(join(folder, file), blocks(language)[0]);
      const shown = execFileSync(program, [file], { cwd: folder, encoding: 'utf8' });
      expect(shown).toMatch(/^Signature verified/i);
      expect(shown).toContain('"typ":"certificate+jwt"');
      expect(shown).toContain('a golden account');
    },
  );

  it.each(
    blocks('bash')
      .slice(1)
      .filter(() => tools[2][4]),
  )('shows how an address is digested: %s', async (digest) => {
    const made = execFileSync('bash', ['-c', digest], { env: { ...process.env, salt: 'c2FsdA' }, encoding: 'utf8' });
    expect(made.trim()).toBe(await addressDigest('c2FsdA', 'ada@example.org'));
  });
});
