import { describe, expect, it } from '@jest/globals';
import type { StoredEvent } from '@lethe/event-store';
import { cancelled, cleared, closed, schedule, scheduled, submitted, ticketId } from './testing/tickets.ts';
import { ticketingInvariants } from './ticketing.invariants.ts';
import type { TicketEvent } from './tickets/ticket.events.ts';

const afterwards = '2026-12-04T00:00:00.001Z';
const violations = (now: string, ...events: readonly TicketEvent[]) =>
  ticketingInvariants.flatMap((each) => each.violations(events as unknown as readonly StoredEvent[], now, {}));

describe('What must hold in the log of ticketing', () => {
  it('holds while an orphaned ticket is closed and cleared in time, and for tickets of nobody who is cancelled', () => {
    expect(violations(afterwards, submitted, scheduled, closed('submitter-cancelled'), cleared())).toEqual([]);
    expect(violations(afterwards, submitted, scheduled, cancelled, cleared())).toEqual([]);
    expect(violations(afterwards, submitted)).toEqual([]);
    expect(violations(afterwards, submitted, closed('staff'))).toEqual([]);
  });

  it('is broken once an orphaned ticket is still unclosed after its last business day (TIC-2)', () => {
    expect(violations(schedule.dueBy, submitted, scheduled)).toEqual([]);
    expect(violations(afterwards, submitted, scheduled)).toEqual([
      `Ticket ${ticketId} should have been closed by ${schedule.dueBy}.`,
    ]);
  });

  it('is broken by an orphaned ticket that is closed, but still holds what was written in it (TIC-5)', () => {
    expect(violations(schedule.dueBy, submitted, scheduled, closed('staff'))).toEqual([
      `Ticket ${ticketId} is closed, but its content is not cleared.`,
    ]);
    expect(violations(schedule.dueBy, submitted, scheduled, cancelled)).toEqual([
      `Ticket ${ticketId} is closed, but its content is not cleared.`,
    ]);
  });
});
