import type { Generated } from 'kysely';

export type MailboxTables = {
  /** Content is sealed, the address a blind index. */
  mailbox: { position: Generated<string>; mail_id: string; address_index: string; content: string };
};

export const mailboxMigrations: readonly Readonly<{ name: string; statements: readonly string[] }>[] = [
  {
    name: 'notification/0001-mailbox',
    statements: [
      `create table mailbox (
         position bigint generated always as identity primary key,
         mail_id uuid not null unique,
         address_index text not null,
         content text not null
       )`,
      `create index mailbox_by_address on mailbox (address_index, position)`,
    ],
  },
];
