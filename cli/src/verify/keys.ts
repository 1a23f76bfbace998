import type pg from 'pg';
import { eventsOf } from './log.ts';

/** Accounts whose cancellation is completed. */
export const clearedAccounts = async (client: pg.Client): Promise<readonly string[]> =>
  (await eventsOf(client, ['CancellationCompleted'])).map(({ stream }) => stream.slice(stream.indexOf('-') + 1));

export const keysLeft = async (
  client: pg.Client,
  service: string,
  accounts: readonly string[],
): Promise<readonly string[]> => {
  const { rows } = await client.query<{ subject: string }>(
    `select subject from subject_keys where split_part(split_part(subject, ':', 2), '/', 1) = any($1) order by subject`,
    [accounts],
  );
  return rows.map(({ subject }) => `${service} ${subject}`);
};
