import type { TicketEvent } from '../tickets/ticket.events.ts';

export const ticketId = '3b0f3a52-1c3e-4a52-9d0f-0d5f6f1f2a10';
export const workspaceId = '4b0f3a52-1c3e-4a52-9d0f-0d5f6f1f2a11';
export const ada = '0b8f5d1e-0b1c-4d8e-8a52-6a1e7f3b9c01';
export const sam = '1c9f5d1e-0b1c-4d8e-8a52-6a1e7f3b9c02';
export const eve = '2d0f5d1e-0b1c-4d8e-8a52-6a1e7f3b9c03';
export const at = '2026-11-24T09:00:00.000Z';

/** What happened to one ticket of Ada's, with Sam at the desk. */
export const submitted: TicketEvent = {
  type: 'TicketSubmitted',
  data: {
    ticketId,
    workspaceId,
    submitterId: ada,
    type: 'incident',
    priority: 'high',
    subject: 'It hums',
    text: 'It hums at night.',
    submittedAt: at,
  },
};
export const assigned = (staffId = sam): TicketEvent => ({
  type: 'TicketAssigned',
  data: { ticketId, staffId, assignedAt: at },
});
export const answered = (answeredAt = at): TicketEvent => ({
  type: 'TicketAnswered',
  data: { ticketId, staffId: sam, text: 'Turn it round.', answeredAt },
});
export const replied = (repliedAt = at): TicketEvent => ({
  type: 'TicketReplied',
  data: { ticketId, text: 'It still hums.', repliedAt },
});
export const movedToDesk: TicketEvent = { type: 'TicketMovedToDesk', data: { ticketId, movedAt: at } };

export const schedule = {
  dueBy: '2026-12-04T00:00:00.000Z',
  closesAt: '2026-12-03T20:00:00.000Z',
  calendarVersion: '1',
};
export const scheduled: TicketEvent = { type: 'ClosureScheduled', data: { ticketId, ...schedule, scheduledAt: at } };
export const closed = (
  because: 'submitter' | 'staff' | 'no-answer' | 'submitter-cancelled',
  closedAt = at,
): TicketEvent => ({ type: 'TicketClosed', data: { ticketId, because, closedAt } });
export const cancelled: TicketEvent = { type: 'TicketCancelled', data: { ticketId, cancelledAt: at } };
export const cleared = (clearedAt = at): TicketEvent => ({
  type: 'TicketContentCleared',
  data: { ticketId, clearedAt },
});
