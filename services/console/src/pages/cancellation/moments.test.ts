import { describe, expect, it } from '@jest/globals';
import { askAgainAfter, momentsOf, type Status } from './moments.ts';

const at = (second: number): string => new Date(Date.UTC(2026, 10, 24, 8, 0, second)).toISOString();
const inDays = (days: number): string => new Date(Date.UTC(2026, 10, 24 + days, 8)).toISOString();

const requested: Status = {
  state: 'requested',
  confirmedAt: at(0),
  lockedAt: null,
  finalNotBefore: at(0),
  finalAt: null,
  clearedAt: null,
  finishedBy: null,
  certifiedAt: null,
  completedAt: null,
  withdrawnAt: null,
  withdrawnBecause: null,
  closures: null,
  certificate: null,
};
const locked: Status = { ...requested, state: 'locked', lockedAt: at(1) };
const final: Status = { ...locked, state: 'final', finalAt: at(2) };
const cleared: Status = { ...final, state: 'cleared-but-tickets', clearedAt: at(4), finishedBy: inDays(9) };
const completed: Status = { ...cleared, state: 'completed', certifiedAt: at(8), completedAt: at(9) };

const told = (status: Status) => momentsOf(status).map(({ name, at: when }) => [name, when !== null]);

describe('The line of moments (CAN-7, CAN-11)', () => {
  it('shows from the first moment on what will come', () => {
    expect(told(requested)).toEqual([
      ['asked', true],
      ['locked', false],
      ['final', false],
      ['cleared', false],
      ['certified', false],
      ['completed', false],
    ]);
  });

  it('shows a hold-back with its end, until when it can be stopped (CAN-7a)', () => {
    const held = { ...locked, finalNotBefore: inDays(3) };
    expect(momentsOf(held)[2]).toEqual({ name: 'held-back', at: null, expected: inDays(3) });
    expect(momentsOf({ ...held, finalAt: inDays(3) })[2]?.at).toBe(inDays(3));
  });

  it('shows each ticket with the date by which it closes, and when it did (TIC-2)', () => {
    const closures = [
      { closesAt: inDays(8), dueBy: inDays(9), closedAt: at(6) },
      { closesAt: inDays(8), dueBy: inDays(9), closedAt: null },
    ];
    expect(momentsOf({ ...cleared, closures }).filter(({ name }) => name === 'ticket')).toEqual([
      { name: 'ticket', at: at(6), expected: inDays(8) },
      { name: 'ticket', at: null, expected: inDays(8) },
    ]);
  });

  it('shows what was promised where the tickets themselves are not known now', () => {
    expect(momentsOf(cleared).find(({ name }) => name === 'tickets')).toEqual({
      name: 'tickets',
      at: null,
      expected: inDays(9),
    });
  });

  it('ends with certificate and completion', () => {
    expect(told(completed).every(([, was]) => was)).toBe(true);
    expect(told(completed).slice(-2)).toEqual([
      ['certified', true],
      ['completed', true],
    ]);
  });

  it('of one that was withdrawn ends there: nothing is ahead', () => {
    const withdrawn: Status = {
      ...locked,
      state: 'withdrawn',
      withdrawnAt: at(3),
      withdrawnBecause: 'stopped-by-staff',
    };
    expect(told(withdrawn)).toEqual([
      ['asked', true],
      ['locked', true],
      ['withdrawn', true],
    ]);
    expect(told({ ...withdrawn, lockedAt: null })).toHaveLength(2);
  });

  it.each([
    ['at once while it moves', final, 1_000],
    ['at once until it is locked', { ...requested, finalNotBefore: inDays(3) }, 1_000],
    ['now and then in a hold-back', { ...locked, finalNotBefore: inDays(3) }, 30_000],
    ['now and then while tickets are open', cleared, 30_000],
    ['never again when it is completed', completed, undefined],
  ])('is asked for again %s', (_when, status, after) => {
    expect(askAgainAfter(status, Date.parse(at(5)))).toBe(after);
  });
});
