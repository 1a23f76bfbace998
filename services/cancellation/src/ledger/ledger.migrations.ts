import type { Migration } from '@lethe/event-store-postgres';

/** In the log's own database, so that a restore of it sets the mark back, too. */
export const ledgerMigrations: readonly Migration[] = [
  {
    name: 'cancellation/0003-ledger-compared',
    statements: [
      `create table ledger_compared (
         single boolean primary key default true check (single),
         mark text not null
       )`,
    ],
  },
];
