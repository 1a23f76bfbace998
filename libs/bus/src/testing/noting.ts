import type { Pool } from 'pg';
import { withInbox } from '../consuming/inbox.ts';
import { react, type Reaction } from '../consuming/reaction.ts';
import { Renamed } from './event-log.ts';

/** Notes the number of each event in the table `noted`, once. */
export const noting = (pool: Pool): Reaction =>
  react({
    purpose: 'note',
    to: Renamed,
    from: 'identity',
    handle: async (event) => {
      const client = await pool.connect();
      try {
        await client.query('begin');
        if (await withInbox(client, 'note', event))
          await client.query('insert into noted (number) values ($1)', [event.data.number]);
        await client.query('commit');
      } finally {
        client.release();
      }
    },
  });
