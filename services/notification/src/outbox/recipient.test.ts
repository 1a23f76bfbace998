import { describe, expect, it } from '@jest/globals';
import { specify } from '@lethe/deciding/specify';
import type { RecipientEvent } from './recipient.events.ts';
import { clearingToFinish, recipientFold } from './recipient.ts';
import { postponeClearing, settleMail } from './recipient.decider.ts';

const given = specify(recipientFold, { settleMail, postponeClearing });
const accountId = '6f1c2b1e-6c5a-4a8e-9a54-0a1b2c3d4e5f';
const cancellationId = '7e2d3c2f-7d6b-4b9f-8b65-1b2c3d4e5f60';
const first = '0d0f6e6b-8a53-4d9c-8f7c-2f2f7a6d1b11';
const second = '1a6b7b52-6f0e-4b7d-9d62-5b1f3a0a7c22';
const at = '2026-11-24T08:00:00.000Z';
const later = '2026-11-24T09:30:00.000Z';

const taken = (mailId: string, takenAt = at): RecipientEvent => ({
  type: 'MailTaken',
  data: { accountId, mailId, takenAt },
});
const settled = (mailId: string): RecipientEvent => ({
  type: 'MailSettled',
  data: { accountId, mailId, settledAt: later },
});
const request = { accountId, cancellationId };
const postpone = { type: 'PostponeClearing', data: request } as const;
const postponed = (finishedBy: string): RecipientEvent => ({
  type: 'ClearingPostponed',
  data: { ...request, finishedBy },
});
const settle = (mailId: string) => ({ type: 'SettleMail', data: { accountId, mailId, at: later } }) as const;

describe('Clearing an account that has mail under way (CAN-12)', () => {
  it('waits for nothing where there is none', () => {
    given().when(postpone).nothing();
    given(taken(first), settled(first)).when(postpone).nothing();
  });

  it('waits for the last mail, 72 hours after it was accepted at the latest', () => {
    given(taken(first), taken(second, later)).when(postpone).then(postponed('2026-11-27T09:30:00.000Z'));
    given(taken(second, later), taken(first), settled(second))
      .when(postpone)
      .then(postponed('2026-11-27T08:00:00.000Z'));
  });

  it('is postponed once', () => {
    given(taken(first), postponed('2026-11-27T08:00:00.000Z')).when(postpone).nothing();
  });

  it('goes on when the last one ended, not before', () => {
    const waiting = [taken(first), taken(second), postponed('2026-11-27T08:00:00.000Z')];
    expect(clearingToFinish(given(...waiting).state())).toBeUndefined();
    expect(clearingToFinish(given(...waiting, settled(second)).state())).toBeUndefined();
    expect(clearingToFinish(given(...waiting, settled(second), settled(first)).state())).toEqual(request);
  });

  it('that nobody asked for is not begun by the end of a mail', () => {
    expect(clearingToFinish(given(taken(first), settled(first)).state())).toBeUndefined();
  });
});

describe("An account's mails", () => {
  it('are counted, also those that ended', () => {
    expect(given(taken(first), taken(second), settled(first)).state().mails).toBe(2);
  });

  it('are settled once', () => {
    given(taken(first)).when(settle(first)).then(settled(first));
    given(taken(first), settled(first)).when(settle(first)).nothing();
  });
});
