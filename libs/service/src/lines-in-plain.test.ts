import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { readSettings, refuseLinesInPlain } from './read-settings.ts';

const protectedLines = {
  LETHE_MODE: 'production',
  LETHE_DATA: '.',
  LETHE_POSTGRES_URL: 'postgres://lethe:hunter2@db:5432/postgres?sslmode=verify-full&sslrootcert=/etc/ca.pem',
  LETHE_NATS_URL: 'tls://one:4222, tls://two:4222',
};
type Settings = Readonly<Record<string, string>>;

const said = (act: () => unknown): string => {
  try {
    act();
    return '';
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
};
/** What a service says, and what the command line says. */
const refusals = (over: Settings) => {
  const settings = { ...protectedLines, ...over };
  return [said(() => readSettings('identity', z.object({}), settings)), said(() => refuseLinesInPlain(settings))];
};

const inPlain: readonly (readonly [line: string, setting: string, url: string])[] = [
  ['postgres', 'LETHE_POSTGRES_URL', 'postgres://lethe:hunter2@db/postgres'],
  ['postgres', 'LETHE_POSTGRES_URL', 'postgres://lethe:hunter2@db/postgres?sslmode=disable'],
  ['postgres', 'LETHE_POSTGRES_URL', 'postgres://lethe:hunter2@db/postgres?sslmode=no-verify'],
  ['postgres', 'LETHE_POSTGRES_URL', 'postgres://lethe:hunter2@db/postgres?sslmode=require'],
  ['nats', 'LETHE_NATS_URL', 'nats://bus:4222'],
  ['nats', 'LETHE_NATS_URL', 'tls://one:4222,nats://two:4222'],
  ['kurrentdb', 'LETHE_KURRENTDB_URL', 'kurrentdb://admin:hunter2@log:2113?tls=false'],
  ['kurrentdb', 'LETHE_KURRENTDB_URL', 'kurrentdb://admin:hunter2@log:2113?tls=true&tlsVerifyCert=false'],
  ['vault', 'LETHE_VAULT_ADDR', 'http://vault:8200'],
  ['ledger', 'LETHE_LEDGER_ENDPOINT', 'http://storage:9000'],
];

describe('In production a line without TLS (T5, B10)', () => {
  it.each(inPlain)('of %s is refused, with its remedy and without its password: %s=%s', (line, setting, url) => {
    for (const text of refusals({ [setting]: url })) {
      expect(text).toMatch(new RegExp(`${setting}: goes without TLS, .*; or name ${line} in LETHE_WITHOUT_TLS$`));
      expect(text).not.toContain('hunter2');
    }
  });

  it.each(inPlain)('of %s is taken where it is named: %s=%s', (line, setting, url) => {
    expect(refusals({ [setting]: url, LETHE_WITHOUT_TLS: line })).toEqual(['', '']);
  });

  it('is not taken because another one is named', () => {
    for (const text of refusals({ LETHE_NATS_URL: 'nats://bus', LETHE_WITHOUT_TLS: 'postgres, vault' }))
      expect(text).toContain('LETHE_NATS_URL');
  });
});

describe('A line', () => {
  it('with TLS, to a server that is checked, is taken in production', () => {
    const all = { LETHE_KURRENTDB_URL: 'kurrentdb://log:2113?tls=true', LETHE_VAULT_ADDR: 'https://vault:8200' };
    expect(refusals(all)).toEqual(['', '']);
  });

  it.each(['development', 'test'])('without it is taken in %s', (LETHE_MODE) => {
    for (const [, setting, url] of inPlain) expect(refusals({ LETHE_MODE, [setting]: url })).toEqual(['', '']);
  });

  it('that does not exist cannot be named', () => {
    for (const text of refusals({ LETHE_WITHOUT_TLS: 'nats,everything' })) expect(text).toContain('LETHE_WITHOUT_TLS');
  });
});
