import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { outsiders } from './outsiders.ts';
import { rotate } from './rotate.ts';

describe('lethe outsiders (EVT-5)', () => {
  const said: string[] = [];
  let data: string;
  beforeAll(() => {
    data = mkdtempSync(join(tmpdir(), 'lethe-outsiders-'));
    process.env['LETHE_DATA'] = data;
    jest.spyOn(process.stdout, 'write').mockImplementation((text) => said.push(String(text)) > 0);
  });
  afterAll(() => {
    jest.restoreAllMocks();
    delete process.env['LETHE_DATA'];
    rmSync(data, { recursive: true, force: true });
  });
  const saying = async (...words: readonly string[]): Promise<readonly string[]> => {
    said.splice(0);
    await outsiders(words);
    return said.splice(0).join('').trim().split('\n');
  };
  const isThere = (file: string): boolean => existsSync(join(data, 'keys', file));

  it('lets in other teams, says who they are, and what each has to have', async () => {
    expect(await saying('add', 'participant', 'archive')).toEqual([
      'archive: let in as a participant, once NATS has read nats-accounts.conf again. Bring keys/archive/bus.nkey to it, and keys/archive/signing.jwk, with which it proves its calls.',
    ]);
    await saying('add', 'subscriber', 'reporting', 'account');
    await saying('add', 'subscriber', 'reporting', 'ticket', 'account');
    expect(await saying('list')).toEqual(['archive participant', 'reporting subscriber ticket account']);
    expect(
      ['archive/bus.nkey', 'archive/signing.jwk', 'reporting/bus.nkey', 'reporting/signing.jwk'].map(isThere),
    ).toEqual([true, true, true, false]);
  });

  it('gives them new keys as it gives them to ours', async () => {
    await rotate(['bus-key', 'reporting']);
    await rotate(['bus-key', 'reporting', '--retire']);
    expect(said.splice(0)).toHaveLength(2);
  });

  it('shuts them out, and leaves no key of theirs', async () => {
    expect(await saying('remove', 'archive')).toEqual([
      'archive: let in no more, once NATS has read nats-accounts.conf again.',
    ]);
    expect(await saying('list')).toEqual(['reporting subscriber ticket account']);
    expect(['archive/bus.nkey', 'archive/signing.jwk'].map(isThere)).toEqual([false, false]);
    await expect(rotate(['bus-key', 'archive'])).rejects.toThrow('Nobody on the bus is called archive.');
    await expect(outsiders(['remove', 'archive'])).rejects.toThrow('No outsider is called archive.');
  });

  it.each([
    ['one of ours', 'mfa', 'mfa is the name of one of ours.'],
    ['the provisioner', 'provisioner', 'provisioner is the name of one of ours.'],
    ['a wildcard', 'a*', /is not made of small letters/],
    ['more than a token', 'a.b', /is not made of small letters/],
    ['a way out of the folder', '../mfa', /is not made of small letters/],
    ['what begins as a durable of ours does', 'ticketing-closed', /is not made of small letters/],
    ['nothing', '', /is not made of small letters/],
  ])('calls nobody %s', async (_what, name, why) => {
    const before = await saying('list');
    await expect(outsiders(['add', 'subscriber', name, 'account'])).rejects.toThrow(why);
    expect(await saying('list')).toEqual(before);
  });

  it('lets in no subscriber to nothing, or to what nobody publishes', async () => {
    await expect(outsiders(['add', 'subscriber', 'idle'])).rejects.toThrow('idle reads no context.');
    await expect(outsiders(['add', 'subscriber', 'idle', 'mail'])).rejects.toMatchObject({ name: 'UsageError' });
    for (const words of [[], ['add'], ['add', 'service', 'x'], ['remove'], ['list', 'x']])
      await expect(outsiders(words)).rejects.toMatchObject({ name: 'UsageError' });
  });
});
