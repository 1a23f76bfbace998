import type { Pool } from 'pg';
import { react, type Reaction } from '../consuming/reaction.ts';
import { Renamed } from './event-log.ts';

/** Notes the number of each event in the table `noted`, once, however often the event comes. */
export const noting = (pool: Pool): Reaction =>
  react({
    purpose: 'note',
    to: [Renamed],
    from: 'identity',
    handle: async ({ data }) => {
      await pool.query('insert into noted (number) values ($1) on conflict do nothing', [data.number]);
    },
  });
