/** Places of the cache: the list of own tickets, one of them, the desk's list, one of its tickets. */
export const ticketPlaces = {
  own: ['tickets'],
  ownOne: (ticketId: string) => ['tickets', 'one', ticketId],
  desk: ['staff-tickets'],
  deskOne: (ticketId: string) => ['staff-tickets', 'one', ticketId],
} as const;
