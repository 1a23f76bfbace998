import type { Position } from '@lethe/event-store';
import type { Pool } from 'pg';

/** The log is published up to `position`, and the stream had this last sequence then. */
export type Checkpoint = Readonly<{ epoch: string; position: Position; sequence: number }>;

const save = `insert into relay_checkpoint (epoch, position, sequence) values ($1, $2, $3)
  on conflict (only_row) do update set epoch = $1, position = $2, sequence = $3`;

export const relayCheckpoint = (pool: Pool) => ({
  read: async (): Promise<Checkpoint | undefined> => {
    const { rows } = await pool.query<{ epoch: string; position: string; sequence: string }>(
      'select epoch, position, sequence from relay_checkpoint',
    );
    const [row] = rows;
    return row && { epoch: row.epoch, position: BigInt(row.position), sequence: Number(row.sequence) };
  },
  save: async ({ epoch, position, sequence }: Checkpoint): Promise<void> => {
    await pool.query({ name: 'relay_checkpoint', text: save, values: [epoch, position, sequence] });
  },
});
