import { describe, expect, it } from '@jest/globals';
import { specify } from '@lethe/deciding/specify';
import {
  ada,
  answered,
  assigned,
  at,
  cancelled,
  cleared,
  closed,
  eve,
  replied,
  schedule,
  scheduled,
  submitted,
  ticketId,
} from '../testing/tickets.ts';
import type { TicketEvent } from '../tickets/ticket.events.ts';
import { nextClosure } from './next-closure.ts';
import { closeTicket } from './close-ticket.ts';
import { closeDueTicket } from './close-due-ticket.ts';
import { cancelSubmitterOf } from '../clearing/cancel-submitter-of.ts';
import { ticketFold } from '../tickets/ticket.ts';

const given = specify(ticketFold, { closeTicket, closeDueTicket, cancelSubmitterOf });
const sevenDaysOn = '2026-12-01T09:00:00.000Z';
const justBefore = '2026-12-01T08:59:59.999Z';
const byClock = (when: string) => ({ type: 'CloseDueTicket', data: { ticketId, at: when } }) as const;
const nextAfter = (...events: readonly TicketEvent[]) => nextClosure(given(...events).state());

describe('Closing a ticket (TIC-1)', () => {
  const bySubmitter = (by: string) =>
    ({ type: 'CloseTicket', data: { ticketId, because: 'submitter', by, at } }) as const;
  const byStaff = { type: 'CloseTicket', data: { ticketId, because: 'staff', at } } as const;

  it('is done by its submitter in every state', () => {
    given(submitted).when(bySubmitter(ada)).then(closed('submitter'));
    given(submitted, assigned()).when(bySubmitter(ada)).then(closed('submitter'));
    given(submitted, answered()).when(bySubmitter(ada)).then(closed('submitter'));
  });
  it('is done by staff', () => {
    given(submitted).when(byStaff).then(closed('staff'));
  });
  it('happens once', () => {
    given(submitted, closed('staff')).when(bySubmitter(ada)).refused('ticket-closed');
    given(submitted, closed('submitter')).when(byStaff).refused('ticket-closed');
  });
  it("finds no ticket of somebody else's", () => {
    given(submitted).when(bySubmitter(eve)).refused('ticket-unknown');
    given().when(byStaff).refused('ticket-unknown');
  });
  it("takes the content of a cancelled submitter's ticket with it (TIC-5)", () => {
    given(submitted, scheduled).when(byStaff).then(closed('staff'), cleared());
  });
});

describe('Seven days without an answer (TIC-1)', () => {
  it('close a ticket in feedback provided, not a moment earlier', () => {
    given(submitted, answered()).when(byClock(justBefore)).nothing();
    given(submitted, answered()).when(byClock(sevenDaysOn)).then(closed('no-answer', sevenDaysOn));
  });
  it('start again with every answer', () => {
    expect(nextAfter(submitted, answered(), answered('2026-11-26T09:00:00.000Z'))).toStrictEqual({
      at: '2026-12-03T09:00:00.000Z',
      because: 'no-answer',
    });
  });
  it('do not run while the submitter waits', () => {
    expect(nextAfter(submitted)).toBeUndefined();
    expect(nextAfter(submitted, answered(), replied())).toBeUndefined();
    given(submitted, answered(), replied()).when(byClock(sevenDaysOn)).nothing();
  });
});

describe('A due closure schedule (TIC-2, TIC-4)', () => {
  it('closes the ticket at its instant, with a reason of its own, and clears it (TIC-5)', () => {
    given(submitted, scheduled).when(byClock('2026-12-03T19:59:59.999Z')).nothing();
    given(submitted, scheduled)
      .when(byClock(schedule.closesAt))
      .then(closed('submitter-cancelled', schedule.closesAt), cleared(schedule.closesAt));
  });
  it('is done late where nobody was there', () => {
    const late = '2027-02-01T00:00:00.000Z';
    given(submitted, scheduled).when(byClock(late)).then(closed('submitter-cancelled', late), cleared(late));
  });
  it('is done once', () => {
    given(submitted, scheduled, closed('submitter-cancelled'), cleared()).when(byClock(schedule.closesAt)).nothing();
    given(submitted, scheduled, closed('staff'), cleared()).when(byClock(schedule.closesAt)).nothing();
  });
  it('gives way to the seven days where they are over sooner', () => {
    given(submitted, answered(), scheduled)
      .when(byClock(sevenDaysOn))
      .then(closed('no-answer', sevenDaysOn), cleared(sevenDaysOn));
    expect(nextAfter(submitted, scheduled, answered('2026-11-30T09:00:00.000Z'))).toStrictEqual({
      at: schedule.closesAt,
      because: 'submitter-cancelled',
    });
  });
});

describe("A cancelled submitter's tickets (TIC-2, TIC-5)", () => {
  const cancel = { type: 'CancelSubmitterOf', data: { ticketId, schedule, at } } as const;

  it('are given a schedule while unclosed, frozen with its calendar version (TIC-3)', () => {
    given(submitted).when(cancel).then(scheduled);
    given(submitted, answered()).when(cancel).then(scheduled);
  });
  it('keep the first schedule', () => {
    const later = { ...cancel, data: { ...cancel.data, schedule: { ...schedule, calendarVersion: '2' } } };
    given(submitted, scheduled).when(later).nothing();
  });
  it('are cleared where they are closed, once', () => {
    given(submitted, closed('staff')).when(cancel).then(cleared());
    given(submitted, closed('staff'), cleared()).when(cancel).nothing();
    given(submitted, cancelled).when(cancel).then(cleared());
    given(submitted, cancelled, cleared()).when(cancel).nothing();
  });
  it('are none where nobody submitted one (L11)', () => {
    given().when(cancel).nothing();
  });
});
