import type { Migration } from '@lethe/event-store-postgres';

/** No facts: in the log a digest would stay, and tell for ever that two accounts were used in one browser. */
export const knownDevicesMigrations: readonly Migration[] = [
  {
    name: 'session/0002-known-devices',
    statements: [
      `create table known_devices (
         device text not null,
         account_id uuid not null,
         signed_in_at text not null,
         primary key (device, account_id)
       )`,
      `create index known_devices_of_account on known_devices (account_id, signed_in_at)`,
    ],
  },
];
