import { describe, expect, it } from '@jest/globals';
import { closureStanding, standingOf } from './standing.ts';
import { after, day } from './testing/cancellations.ts';

const nobody = { askedAt: null, finishedBy: null, acknowledgedAt: null, isLate: false };
const at = (ms: number): number => Date.parse(after(ms));

describe('How far a participant is (CAN-9, ADM-2)', () => {
  it('waits until it is asked', () => {
    expect(standingOf(nobody)).toEqual({ is: 'waiting', at: null });
  });

  it('is stalled where it is late and has said nothing, with since when it was asked', () => {
    const asked = { ...nobody, askedAt: after(0) };
    expect(standingOf(asked)).toEqual({ is: 'asked', at: after(0) });
    expect(standingOf({ ...asked, isLate: true })).toEqual({ is: 'stalled', at: after(0) });
  });

  it('is not stalled where it has said until when, and overdue once that is late', () => {
    const accepted = { ...nobody, askedAt: after(0), finishedBy: after(day) };
    expect(standingOf(accepted)).toEqual({ is: 'promised', at: after(day) });
    expect(standingOf({ ...accepted, isLate: true })).toEqual({ is: 'overdue', at: after(day) });
  });

  it('has cleared, however late that was', () => {
    const late = { isLate: false, askedAt: after(0), finishedBy: after(day), acknowledgedAt: after(2 * day) };
    expect(standingOf(late)).toEqual({ is: 'cleared', at: after(2 * day) });
  });
});

describe('How far a ticket is', () => {
  const open = { closesAt: after(day), dueBy: after(2 * day), closedAt: null };

  it('is open until its last date, then overdue, then closed', () => {
    expect(closureStanding(open, at(2 * day))).toEqual({ is: 'open', at: after(day) });
    expect(closureStanding(open, at(2 * day + 1))).toEqual({ is: 'overdue', at: after(2 * day) });
    expect(closureStanding({ ...open, closedAt: after(0) }, at(3 * day))).toEqual({ is: 'closed', at: after(0) });
  });
});
