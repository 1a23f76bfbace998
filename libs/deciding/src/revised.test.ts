import { describe, expect, it } from '@jest/globals';
import { revise, unrevised, type Revised } from './revised.ts';

const after = (...sessions: readonly (string | undefined)[]): Revised =>
  sessions.reduce<Revised>((before, sessionId) => revise(before, sessionId), unrevised);

describe('The revision of what sign-ins are decided on (SES-3)', () => {
  it('counts each change', () => {
    expect(after()).toEqual({ revision: 0, changedIn: undefined });
    expect(after('one', 'two', undefined).revision).toBe(3);
  });
  it('knows the session that made the newest change, and since when it alone changed anything', () => {
    expect(after('one').changedIn).toEqual({ sessionId: 'one', since: 0 });
    expect(after('one', 'one', 'one').changedIn).toEqual({ sessionId: 'one', since: 0 });
    expect(after('one', 'two').changedIn).toEqual({ sessionId: 'two', since: 1 });
    expect(after('one', 'two', 'one').changedIn).toEqual({ sessionId: 'one', since: 2 });
  });
  it('knows none where the newest change was made in none, and begins anew after it', () => {
    expect(after('one', undefined).changedIn).toBeUndefined();
    expect(after('one', undefined, 'one').changedIn).toEqual({ sessionId: 'one', since: 2 });
  });
});
