import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { id } from './call.ts';
import { personal, personalFields, secret, subjectOf, withoutSecrets } from './personal.ts';
import { publicEvent } from './public-event.ts';

const name = () => personal(z.string(), { of: 'accountId' });

describe('A personal field', () => {
  it('is found with its owner', () => {
    expect(personalFields(z.strictObject({ accountId: id, name: name(), age: z.int() }))).toEqual({
      name: { of: 'accountId' },
    });
  });

  it('cannot be declared without its subject beside it', () => {
    expect(() => personalFields(z.strictObject({ name: name() }))).toThrow('accountId is not beside it');
  });

  it.each([
    ['in an object', z.strictObject({ accountId: id, person: z.strictObject({ name: name() }) })],
    ['in a list', z.strictObject({ accountId: id, people: z.array(name()) })],
    ['behind optional', z.strictObject({ accountId: id, name: name().optional() })],
    ['in a union', z.strictObject({ accountId: id, name: z.union([z.int(), name()]) })],
  ])('cannot hide %s', (_place, schema) => {
    expect(() => personalFields(schema)).toThrow('move it to the top level');
  });

  it('names its subject by kind, id and key', () => {
    expect(subjectOf({ of: 'accountId', key: 'addresses' }, '7')).toBe('account:7/addresses');
  });
});

describe('A public event (EVT-1)', () => {
  const event = (data: z.ZodObject) => () =>
    publicEvent({ type: 'lethe.account.named.v1', context: 'account', name: 'named', meaning: 'x', data });

  it('cannot be declared with a personal field, however deep', () => {
    expect(event(z.strictObject({ accountId: id, name: name() }))).toThrow('would publish personal data');
    expect(event(z.strictObject({ list: z.array(z.strictObject({ name: name() })) }))).toThrow(
      'would publish personal data',
    );
    expect(event(z.strictObject({ accountId: id }))).not.toThrow();
  });
});

describe('A secret of a call', () => {
  it('takes no part in the digest of the request', () => {
    const input = z.strictObject({
      email: z.string(),
      password: secret(z.string()),
      code: secret(z.string()).optional(),
    });
    expect(withoutSecrets(input, { email: 'a', password: 'b', code: 'c' })).toEqual({ email: 'a' });
  });
});
