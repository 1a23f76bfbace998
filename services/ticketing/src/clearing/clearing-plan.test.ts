import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { clearingEvents } from '@lethe/clearing';
import { inMemoryEventStore } from '@lethe/event-store';
import { catalogueOf, inPages, sealedJournal, type Command } from '@lethe/journal';
import { inMemorySubjectKeys, sealingOf } from '@lethe/sealing';
import { closureOf } from '../calendar/calendar.ts';
import { calendarStream, keptCalendarFold } from '../calendar/kept-calendar.ts';
import { closeTicket } from '../closing/close-ticket.ts';
import { schedule, ada, at, workspaceId } from '../testing/tickets.ts';
import { ticketingSettings } from '../ticketing.config.ts';
import type { TicketingKit } from '../ticketing-kit.ts';
import type { TicketingEvent } from '../ticketing.events.ts';
import { ticketing } from '../ticketing.definition.ts';
import { inTicket } from '../tickets/in-ticket.ts';
import { submissionsOf } from '../tickets/submissions.ts';
import { submitTicket } from '../tickets/submit-ticket.ts';
import { submitterStream } from '../tickets/submitter.events.ts';
import { ticketStream, type TicketEvent } from '../tickets/ticket.events.ts';
import { ticketFold } from '../tickets/ticket.ts';
import { clearingPlan } from './clearing-plan.ts';

const commandOf = (type: string): Command => ({
  id: randomUUID(),
  type,
  actor: 'clock',
  correlationId: 'c',
  subject: undefined,
  request: {},
});

const opened = () => {
  const store = inMemoryEventStore();
  const sealing = sealingOf({ keys: inMemorySubjectKeys(), tokenKey: new Uint8Array(32).fill(7) });
  const catalogue = catalogueOf(...ticketing.events, clearingEvents);
  const journal = sealedJournal<TicketingEvent>({ store, sealing, catalogue, clock: () => at });
  const kit = { journal, sealing, clock: () => at, settings: ticketingSettings.parse({}) } as unknown as TicketingKit;
  const plan = clearingPlan(kit);
  const request = {
    accountId: ada,
    cancellationId: randomUUID(),
    finalAt: at,
    releasedAt: at,
    participant: 'ticketing',
  } as const;
  const command = commandOf('clear');
  return { store, journal, clear: () => plan.clear(request, command), remaining: () => plan.remaining?.(request) };
};
type Opened = ReturnType<typeof opened>;

/** What submitting them one by one would have recorded. */
const submitMany = async ({ journal }: Opened, count: number): Promise<readonly string[]> => {
  const ticketIds = Array.from({ length: count }, () => randomUUID());
  const written = { workspaceId, type: 'incident', priority: 'low', subject: 'It hums', text: 'At night.' } as const;
  await inPages(commandOf('submit'), ticketIds, (page, some) =>
    journal.handle(
      page,
      async (unit) => {
        await unit.load(submitterStream(ada), { initial: undefined, evolve: () => undefined });
        for (const ticketId of some) {
          const data = { ...written, ticketId, submitterId: ada, at };
          const submitted = submitTicket({ type: 'SubmitTicket', data }, ticketFold.initial);
          unit.record(ticketStream(ticketId), submitted);
          unit.record(
            submitterStream(ada),
            submitted.flatMap((event) => submissionsOf(event, ada)),
          );
        }
      },
      () => undefined,
    ),
  );
  return ticketIds;
};

const closeByStaff = ({ journal }: Opened, ticketId: string) =>
  journal.handle(
    commandOf('close'),
    (unit) =>
      inTicket(unit.ungated, ticketId, (ticket) =>
        closeTicket({ type: 'CloseTicket', data: { ticketId, because: 'staff', at } }, ticket),
      ),
    () => undefined,
  );

/** The next appends fail from this one on. */
const killedAt = ({ store }: Opened, append: number) => {
  const { append: alive } = store;
  let appends = 0;
  store.append = (...given) => {
    if ((appends += 1) >= append) throw new Error('killed');
    return alive(...given);
  };
  return () => {
    store.append = alive;
  };
};

const countOf = async ({ store }: Opened, type: string): Promise<number> =>
  (await store.readAll(0n, 100_000)).filter((event) => event.type === type).length;

describe('A closure schedule (TIC-3, W5)', () => {
  it('can be counted again from the calendar that was kept with it, whole and once', async () => {
    const service = opened();
    const [ticketId = ''] = await submitMany(service, 60);
    await service.clear();
    const scheduled = (await service.journal.read<TicketEvent>(ticketStream(ticketId))).find(
      (event) => event.type === 'ClosureScheduled',
    );
    if (scheduled?.type !== 'ClosureScheduled') throw new Error('No schedule.');
    const { dueBy, closesAt, calendarVersion } = scheduled.data;
    const kept = await service.journal.state(calendarStream(calendarVersion), keptCalendarFold);
    expect(kept).toMatchObject({ version: calendarVersion, timeZone: 'UTC', weekend: [6, 7] });
    expect(kept && closureOf(kept, at)).toEqual({ dueBy, closesAt, calendarVersion });
    expect(await countOf(service, 'CalendarKept')).toBe(1);
  });

  it('is kept only where there is one', async () => {
    const service = opened();
    await submitMany(service, 0);
    await service.clear();
    expect(await countOf(service, 'CalendarKept')).toBe(0);
  });
});

describe('A cancelled submitter with many tickets (L5, TIC-2, TIC-5)', () => {
  it('has 6,000 of them scheduled, more than one append could take, also where it was killed half-way', async () => {
    const service = opened();
    const [taken = ''] = await submitMany(service, 6_000);
    await closeByStaff(service, taken);
    const revive = killedAt(service, 20);
    await expect(service.clear()).rejects.toThrow('killed');
    revive();
    expect(await service.clear()).toEqual({ finishedBy: schedule.dueBy });
    expect(await service.clear()).toEqual({ finishedBy: schedule.dueBy });
    expect(await countOf(service, 'ClosureScheduled')).toBe(5_999);
    expect(await countOf(service, 'TicketContentCleared')).toBe(1);
    expect(await countOf(service, 'SubmitterCancelled')).toBe(1);
  }, 60_000);

  it('whose tickets staff close while they are being scheduled has nothing left to wait for', async () => {
    const service = opened();
    const ticketIds = await submitMany(service, 150);
    const { append } = service.store;
    service.store.append = async (...given) => {
      service.store.append = append;
      const position = await append(...given);
      for (const ticketId of ticketIds) await closeByStaff(service, ticketId);
      return position;
    };
    expect(await service.clear()).toEqual({ categories: { tickets: 150 } });
    expect(await countOf(service, 'TicketContentCleared')).toBe(150);
    expect(await service.remaining()).toBe(0);
  });
});
