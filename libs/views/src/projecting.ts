import type { Position, StoredEvent } from '@lethe/event-store';
import { type Kysely, type Transaction } from 'kysely';
import type { AnyView, Statement } from './view.ts';

export type CheckpointTables = { view_checkpoints: { name: string; position: bigint } };

export class CheckpointMoved extends Error {
  override readonly name = 'CheckpointMoved';
  constructor(readonly view: string) {
    super(`Another runner of ${view} went on meanwhile. Nothing of this batch was written.`);
  }
}

/** Makes the checkpoint where there is none. */
export const checkpointOf = async (database: Kysely<CheckpointTables>, view: AnyView): Promise<Position> => {
  await database
    .insertInto('view_checkpoints')
    .values({ name: view.name, position: 0n })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const { position } = await database
    .selectFrom('view_checkpoints')
    .select('position')
    .where('name', '=', view.name)
    .executeTakeFirstOrThrow();
  return BigInt(position);
};

/**
 * Rows and checkpoint in one transaction. The checkpoint comes first and only from where this runner left it: one that
 * was paused and wakes up writes nothing.
 * @throws CheckpointMoved
 */
export const project = async (
  database: Kysely<CheckpointTables>,
  view: AnyView,
  from: Position,
  events: readonly StoredEvent[],
): Promise<Position> => {
  const to = events.at(-1)?.position ?? from;
  await database.transaction().execute(async (transaction) => {
    const { numUpdatedRows } = await transaction
      .updateTable('view_checkpoints')
      .set({ position: to })
      .where('name', '=', view.name)
      .where('position', '=', from)
      .executeTakeFirst();
    if (numUpdatedRows !== 1n) throw new CheckpointMoved(view.name);
    for (const event of events)
      for (const statement of statementsOf(view, transaction, event)) await statement.execute();
  });
  return to;
};

const statementsOf = (
  view: AnyView,
  transaction: Transaction<CheckpointTables>,
  event: StoredEvent,
): readonly Statement[] => {
  const built = view.on[event.type]?.(transaction as never, event as never) ?? [];
  return 'execute' in built ? [built] : built;
};
