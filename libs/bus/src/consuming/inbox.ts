import type { ClientBase, Pool } from 'pg';
import type { ReceivedEvent } from './reaction.ts';

const enter = `insert into inbox as seen (consumer, entity_id, epoch, position, index) values ($1, $2, $3, $4, $5)
  on conflict (consumer, entity_id) do update set epoch = $3, position = $4, index = $5
  where seen.epoch <> $3 or (seen.position, seen.index) < ($4::bigint, $5::integer)`;

/**
 * Notes in the caller's transaction that a consumer handled an event. Rows written in the same transaction are so
 * written once, however often the event comes; a later event of the entity makes every earlier one old.
 * @returns false where it was handled before: write nothing.
 */
export const withInbox = async (
  transaction: Pick<ClientBase | Pool, 'query'>,
  consumer: string,
  { entityId, epoch, position, index }: Pick<ReceivedEvent, 'entityId' | 'epoch' | 'position' | 'index'>,
): Promise<boolean> => {
  const { rowCount } = await transaction.query(enter, [consumer, entityId, epoch, position, index]);
  return rowCount === 1;
};
