import { sql, type Kysely } from 'kysely';
import type { Position } from '@lethe/event-store';
import type { AnyView } from './view.ts';

export type CheckpointTables = { view_checkpoints: { name: string; position: bigint } };

/** A view's way through the log: the live one, or the one whose tables are being built beside it. */
export type Projection = Readonly<{ view: AnyView; checkpoint: string; beside: boolean }>;

export const liveProjection = (view: AnyView): Projection => ({ view, checkpoint: view.name, beside: false });
export const projectionBeside = (view: AnyView): Projection => ({
  view,
  checkpoint: `${view.name}/rebuilding`,
  beside: true,
});

/** Where tables lie while they are being built. */
export const schemaBeside = 'rebuilding';

/** For the rest of the transaction: the tables that are being built come first, all others are where they were. */
export const lookBesideFirst = async (transaction: Kysely<CheckpointTables>): Promise<void> => {
  await sql`select set_config('search_path', ${schemaBeside} || ', ' || current_setting('search_path'), true)`.execute(
    transaction,
  );
};

export class CheckpointMoved extends Error {
  override readonly name = 'CheckpointMoved';
  constructor(readonly view: string) {
    super(`Another runner of ${view} went on meanwhile. Nothing of this batch was written.`);
  }
}

export const reachedBy = async (
  database: Kysely<CheckpointTables>,
  { checkpoint }: Projection,
): Promise<Position | undefined> => {
  const row = await database
    .selectFrom('view_checkpoints')
    .select('position')
    .where('name', '=', checkpoint)
    .executeTakeFirst();
  return row && BigInt(row.position);
};

/** From where this runner left it, or not at all. @throws CheckpointMoved */
export const moveCheckpoint = async (
  transaction: Kysely<CheckpointTables>,
  { checkpoint }: Projection,
  from: Position,
  to: Position,
): Promise<void> => {
  const { numUpdatedRows } = await transaction
    .updateTable('view_checkpoints')
    .set({ position: to })
    .where('name', '=', checkpoint)
    .where('position', '=', from)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new CheckpointMoved(checkpoint);
};

/** Nobody moves it until the transaction ends. Undefined where this projection does not exist. */
export const holdCheckpoint = async (
  transaction: Kysely<CheckpointTables>,
  { checkpoint }: Projection,
): Promise<Position | undefined> => {
  const row = await transaction
    .selectFrom('view_checkpoints')
    .select('position')
    .where('name', '=', checkpoint)
    .forUpdate()
    .executeTakeFirst();
  return row && BigInt(row.position);
};
