import { describe, expect, it } from '@jest/globals';
import { grantIn, grantMs } from './grant.ts';

const now = Date.UTC(2026, 10, 24, 8);
const kept = { grant: 'grant', accountId: '6f1c0000-0000-4000-8000-000000000001', until: now + 1 };

describe('The grant that the first step gives (CAN-2)', () => {
  it('is kept while it holds, not a millisecond longer', () => {
    expect(grantIn(JSON.stringify(kept), now)).toEqual(kept);
    expect(grantIn(JSON.stringify(kept), now + 1)).toBeUndefined();
  });

  it('never holds longer than ten minutes, whatever is kept', () => {
    expect(grantIn(JSON.stringify({ ...kept, until: now + grantMs }), now)).toBeDefined();
    expect(grantIn(JSON.stringify({ ...kept, until: now + grantMs + 1 }), now)).toBeUndefined();
  });

  it.each([undefined, '', 'no JSON', '{}', '[]', JSON.stringify({ ...kept, until: 'later' })])(
    'is none in %s',
    (text) => expect(grantIn(text, now)).toBeUndefined(),
  );
});
