import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { generateKeyPairSync } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { keyringOf } from '@lethe/bus';
import { addressDigest } from '@lethe/certificate';
import { UsageError } from '../usage.ts';
import { certificate } from './certificate.ts';

const at = '2026-11-24T08:00:00.000Z';
const statement = {
  accountId: '6f1c0000-0000-4000-8000-000000000001',
  cancellationId: 'ca5e0000-0000-4000-8000-000000000000',
  confirmedAt: at,
  finalAt: at,
  asked: ['session'],
  participants: [{ participant: 'session', categories: { sessions: 2 }, clearedAt: at, keyDestroyedAt: at }],
  addressesKeyDestroyedAt: at,
  keysInBackUpsUntil: '2026-12-24T08:00:00.000Z',
};

describe('lethe certificate verify (CAN-11)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lethe-certificate-'));
  const file = (name: string) => join(folder, name);
  const said: string[] = [];
  let server: Server;

  beforeAll(async () => {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const own = privateKey.export({ format: 'jwk' });
    const keyring = await keyringOf({ name: 'cancellation', own, known: { keys: [] }, clock: () => at });
    const emailDigest = await addressDigest('-salt', 'ada@example.org');
    const jws = await keyring.sign({ ...statement, emailDigest }, { typ: 'certificate+jwt' });
    const keys = JSON.stringify({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'cancellation' }] });
    writeFileSync(file('certificate.jws'), `${jws.slice(0, 70)}\n${jws.slice(70)}\n`);
    writeFileSync(file('changed.jws'), `${jws.slice(0, -4)}AAAA`);
    writeFileSync(file('keys.json'), keys);
    mkdirSync(join(folder, 'data/keys'), { recursive: true });
    writeFileSync(file('data/keys/services.jwks.json'), '{"keys":[]}');
    writeFileSync(file('data/keys/past.jwks.json'), keys);
    server = createServer((request, response) => {
      response.statusCode = request.url === '/.well-known/jwks.json' ? 200 : 404;
      response.end(keys);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => {
    server.close();
    rmSync(folder, { recursive: true });
  });
  beforeEach(() => {
    said.length = 0;
    process.exitCode = undefined;
    for (const stream of [process.stdout, process.stderr])
      jest.spyOn(stream, 'write').mockImplementation((text) => said.push(String(text)) > 0);
  });
  afterEach(() => {
    jest.restoreAllMocks();
    process.exitCode = undefined;
    delete process.env['LETHE_DATA'];
  });

  const verified = async (...words: readonly string[]) => {
    await certificate(['verify', ...words]);
    const lines = said.join('').split('\n');
    return {
      code: process.exitCode ?? 0,
      answers: lines.filter((line) => /^(yes|no) /.test(line)).map((line) => line.slice(0, 3).trim()),
      lines,
    };
  };
  const url = (path: string) => `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;

  it('prints each check, and what it says, where it holds', async () => {
    const { code, answers, lines } = await verified(file('certificate.jws'), '--keys', file('keys.json'));
    expect({ code, answers }).toEqual({ code: 0, answers: ['yes', 'yes', 'yes', 'yes', 'yes'] });
    expect(lines).toContain('The certificate holds.');
    expect(lines).toContain(`Account       ${statement.accountId}`);
    expect(lines).toContain('A disk or a back-up may hold a key until 2026-12-24T08:00:00.000Z.');
  });

  it('says which check fails', async () => {
    const { code, answers, lines } = await verified(file('changed.jws'), '--keys', file('keys.json'));
    expect({ code, answers }).toEqual({ code: 1, answers: ['no', 'yes', 'yes', 'yes', 'yes'] });
    expect(lines).toContain('The certificate does NOT hold.');
  });

  it('takes the published keys from an address, or from the data folder, past ones included', async () => {
    expect(await verified(file('certificate.jws'), '--keys', url('/.well-known/jwks.json'))).toMatchObject({ code: 0 });
    process.env['LETHE_DATA'] = join(folder, 'data');
    expect(await verified(file('certificate.jws'))).toMatchObject({ code: 0 });
  });

  it('tells whose it is by address and salt, which may begin with a dash', async () => {
    const words = [file('certificate.jws'), '--keys', file('keys.json'), '--email'];
    expect((await verified(...words, 'Ada@Example.org', '--salt', '-salt')).answers.at(-1)).toBe('yes');
    said.length = 0;
    const other = await verified(...words, 'bob@example.org', '--salt', '-salt');
    expect([other.code, other.answers.at(-1)]).toEqual([1, 'no']);
  });

  it.each([
    ['no such file', () => [file('nowhere'), '--keys', file('keys.json')]],
    ['keys that are none', () => [file('certificate.jws'), '--keys', file('certificate.jws')]],
    ['an address without keys', () => [file('certificate.jws'), '--keys', url('/elsewhere')]],
  ])('says that nothing was checked with %s', async (_what, words) => {
    expect(await verified(...words())).toMatchObject({ code: 2, answers: [] });
  });

  it('says so where there are no keys in the data folder', async () => {
    process.env['LETHE_DATA'] = folder;
    const { code, lines } = await verified(file('certificate.jws'));
    expect(code).toBe(2);
    expect(lines[0]).toContain('--keys FILE');
  });

  it.each([
    [['show']],
    [['verify']],
    [['verify', 'one', 'two']],
    [['verify', 'one', '--email', 'ada@example.org']],
    [['verify', 'one', '--key', 'x']],
  ])('does not understand %j', async (words) => {
    await expect(certificate(words)).rejects.toThrow(UsageError);
  });
});
