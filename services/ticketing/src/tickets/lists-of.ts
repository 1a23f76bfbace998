import type { TicketingKit } from '../ticketing-kit.ts';
import type { Lists } from './ticket-lists.view.ts';
import { ticketsView, type TicketTables } from './tickets.view.ts';

/** The lists, once they show all that was recorded before somebody asked. */
export const listsOf = async ({
  database,
  store,
  sealing,
  waitFor,
}: Pick<TicketingKit, 'database' | 'store' | 'sealing' | 'waitFor'>): Promise<Lists> => {
  await waitFor(ticketsView.name, await store.head());
  return { database: database.withTables<TicketTables>(), sealing };
};
