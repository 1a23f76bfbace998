import type { StaffTicket, Ticket } from '../api/generated/types.gen.ts';

export type AnyTicket = Ticket | StaffTicket;
export type TicketState = Ticket['state'];

/** In the order in which a ticket goes through them. */
export const ticketStates = [
  'waiting-for-assignment',
  'waiting-for-feedback',
  'feedback-provided',
  'closed',
  'cancelled',
] as const satisfies readonly TicketState[];
export const ticketTypes = ['question', 'incident', 'billing', 'other'] as const satisfies readonly Ticket['type'][];
export const ticketPriorities = ['low', 'normal', 'high', 'urgent'] as const satisfies readonly Ticket['priority'][];

/** As many characters as the API takes. */
export const longest = { subject: 200, text: 20_000 } as const;

/** An address can name what there is not: such a filter is none. */
export const oneOf = <const Known extends string>(
  known: readonly Known[],
  given: string | undefined,
): Known | undefined => known.find((each) => each === given);

export const someOf = <const Known extends string>(known: readonly Known[], given: readonly string[]): Known[] =>
  known.filter((each) => given.includes(each));

/** Closed and cancelled are final (TIC-1). */
export const isEnded = ({ state }: Readonly<{ state: TicketState }>): boolean =>
  state === 'closed' || state === 'cancelled';
