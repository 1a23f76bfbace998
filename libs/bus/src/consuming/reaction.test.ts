import { describe, expect, it } from '@jest/globals';
import { publicEvent } from '@lethe/contracts';
import * as z from 'zod';
import { react, reactToClearing } from './reaction.ts';

const event = (context: string, name: string) =>
  publicEvent({ type: `lethe.${context}.${name}.v1`, context, name, meaning: 'For tests.', data: z.strictObject({}) });
const handle = async () => undefined;

describe('A reaction', () => {
  it('to one event filters that event alone', () => {
    const { filter } = react({ purpose: 'p', to: [event('account', 'locked')], from: 'identity', handle });
    expect(filter).toBe('lethe.evt.account.v1.p0.*.locked');
  });

  it('to several events of a context filters the context, so that their order is kept', () => {
    const to = [event('account', 'locked'), event('account', 'unlocked')] as const;
    const { filter, handles } = react({ purpose: 'p', to, from: 'identity', handle });
    expect(filter).toBe('lethe.evt.account.v1.p0.*.*');
    expect(handles.map(({ name }) => name)).toEqual(['locked', 'unlocked']);
  });

  it('to events of two contexts is refused: nothing is promised about their order', () => {
    const to = [event('account', 'locked'), event('session', 'ended')] as const;
    expect(() => react({ purpose: 'p', to, from: 'identity', handle })).toThrow('more than one context');
  });

  it('to clearing filters what is asked of that participant', () => {
    const { filter, from } = reactToClearing({ participant: 'billing', data: z.strictObject({}), handle });
    expect([filter, from]).toEqual(['lethe.clr.v1.billing.p0.*.requested', 'cancellation']);
  });
});
