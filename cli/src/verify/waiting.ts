import type pg from 'pg';

/** What a service could not do for somebody and tries again is its own business for so long. */
const minutes = 10;

/** What waits for a person, or has been tried in vain for long (L3, L12). */
export const waitingIn = async (client: pg.Client): Promise<readonly string[]> => {
  const { rows } = await client.query<{ worker: string; entity: string; error: string; waiting: string }>(
    `select worker, entity, error, (select count(*) from set_aside as behind
         where behind.worker = each.worker and behind.entity = each.entity and behind.kind = 'behind') as waiting
       from set_aside as each
      where kind not in ('behind', 'repeat') and (next_try = 'infinity' or since < now() - $1 * interval '1 minute')
      order by id`,
    [minutes],
  );
  return rows.map(({ worker, entity, error, waiting }) => `${worker} ${entity}: ${error}, ${waiting} behind it`);
};
