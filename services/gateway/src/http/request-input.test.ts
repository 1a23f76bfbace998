import { describe, expect, it } from '@jest/globals';
import { call, noDetails } from '@lethe/contracts';
import * as z from 'zod';
import { route } from '../api/route.ts';
import { inputOf, type Brought } from './request-input.ts';

const ListThings = call({
  subject: 'lethe.rpc.ticketing.thing.list',
  callers: ['person'],
  input: z.strictObject({
    thingId: z.uuid(),
    state: z.array(z.enum(['open', 'closed'])).exactOptional(),
    limit: z.int().min(1).max(200).exactOptional(),
    own: z.boolean().optional(),
    language: z.enum(['en', 'zh']).optional(),
    by: z.union([z.uuid(), z.literal('me')]).optional(),
  }),
  output: z.strictObject({}),
  refuses: { 'cursor-invalid': noDetails },
});
const list = route({
  id: 'listThings',
  method: 'GET',
  path: '/v1/things/{thingId}',
  summary: 'Things.',
  as: 'person',
  call: ListThings,
  supplied: { language: { language: true } },
});
const thingId = '6f1c1b0e-0f0a-4c77-9f6e-4a4f3f5f1d01';

const asked = (query: Brought['query'], more: Partial<Brought> = {}) =>
  inputOf(list as never, {
    params: { thingId },
    query,
    body: undefined,
    cookies: {},
    userAgent: '',
    language: 'zh',
    network: () => '',
    ...more,
  });

describe('Query parameters (API-1)', () => {
  it('are turned into what the contract wants, and the language is the one that was asked for (API-4)', () => {
    expect(asked({ state: 'open', limit: '20', own: 'false', by: 'me' })).toEqual({
      input: { thingId, state: ['open'], limit: 20, own: false, by: 'me', language: 'zh' },
    });
    expect(asked({ state: ['open', 'closed'] })).toEqual({
      input: { thingId, state: ['open', 'closed'], language: 'zh' },
    });
  });

  it('that are wrong are told all at once (API-2)', () => {
    const query = { state: ['open', 'x'], limit: '201', own: '1', colour: 'red', language: 'en' };
    expect(asked(query)).toEqual({
      errors: [
        { pointer: '/colour', code: 'unknown', params: {} },
        { pointer: '/language', code: 'unknown', params: {} },
        { pointer: '/state/1', code: 'not-one-of', params: { allowed: ['open', 'closed'] } },
        { pointer: '/limit', code: 'too-large', params: { maximum: 200 } },
        { pointer: '/own', code: 'not-a-boolean', params: {} },
      ],
    });
  });

  it.each([
    [{ limit: ['1', '2'] }, 'given-twice'],
    [{ limit: '1e2' }, 'not-a-number'],
    [{ limit: '1.5' }, 'not-whole'],
    [{ limit: '' }, 'not-a-number'],
    [{ limit: '0' }, 'too-small'],
  ])('%j', (query, code) => {
    expect(asked(query)).toMatchObject({ errors: [{ pointer: '/limit', code }] });
  });

  it('are refused with a body too, which a GET has none of', () => {
    expect(asked({}, { body: { limit: 1 } })).toMatchObject({ errors: [{ pointer: '/limit', code: 'unknown' }] });
  });
});
