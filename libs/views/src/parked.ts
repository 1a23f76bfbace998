import type { Position } from '@lethe/event-store';
import { allSetAside, setAsideBy, type Database, type SetAside, type SetAsideRows } from '@lethe/running';
import { CompiledQuery, type Kysely } from 'kysely';
import type { Pool } from 'pg';
import type { CheckpointTables, Projection } from './projection.ts';

/** An event that a view did not take in: where it lies and what went wrong, never what is in it. */
export type ParkedEvent = Readonly<{ view: string; position: Position; stream: string; parkedAt: string }> &
  Pick<SetAside, 'kind' | 'error' | 'nextTry' | 'attempts'>;

const prefix = 'view/';
const workerOf = ({ checkpoint }: Projection): string => `${prefix}${checkpoint}`;

/** What a projection of a view has set aside, its streams being the entities. Beside the checkpoint: in its transaction. */
export const setAsideOf = (database: Kysely<CheckpointTables>, projection: Projection): SetAsideRows =>
  setAsideBy(statementsOf(database), workerOf(projection));

const statementsOf = (database: Kysely<CheckpointTables>): Database => ({
  query: <Row extends Record<string, unknown>>(text: string, values: unknown[]) =>
    database.executeQuery<Row>(CompiledQuery.raw(text, values)),
});

/** What one projection has set aside is what the other one has, and nothing else. */
export const handOverSetAside = (database: Kysely<CheckpointTables>, from: Projection, to: Projection): Promise<void> =>
  setAsideOf(database, from).handOver(workerOf(to));

/** Of all views, each in order; at most 1,000. */
export const parkedEvents = async (pool: Pool): Promise<readonly ParkedEvent[]> =>
  (await allSetAside(pool))
    .filter(({ worker }) => worker.startsWith(prefix))
    .map(({ worker, place, entity, since, kind, error, nextTry, attempts }) => ({
      view: worker.slice(prefix.length),
      position: BigInt(place),
      stream: entity,
      parkedAt: since,
      kind,
      error,
      nextTry,
      attempts,
    }));
