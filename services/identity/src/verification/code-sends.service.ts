import { sql, type Transaction } from 'kysely';
import type { IdentityKit } from '../identity.kit.ts';
import type { CounterTables } from '../identity.migrations.ts';
import { retryAfterCap, windowStart } from './send-caps.ts';

/** Who is mailed, and how often within an hour at most. `kind` and `value` are only known here; rows show their HMAC. */
export type Cap = Readonly<{ kind: 'account' | 'address' | 'registration'; value: string; most: number }>;

export interface CodeSends {
  /** When a code may go that may not go now; undefined where it may, and then it is counted. Once for each command. */
  admit(commandId: string, caps: readonly Cap[]): Promise<string | undefined>;
  forget(kind: Cap['kind'], value: string): Promise<void>;
  count(kind: Cap['kind'], value: string): Promise<number>;
  forgetOld(): Promise<void>;
}

const lock = (transaction: Transaction<CounterTables>, bucket: string) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${bucket}, 0))`.execute(transaction);

export const codeSends = ({
  database,
  sealing,
  clock,
}: Pick<IdentityKit, 'database' | 'sealing' | 'clock'>): CodeSends => {
  const tables = database.withTables<CounterTables>();
  const bucketOf = (kind: Cap['kind'], value: string): string => sealing.blindIndex(`code-sends/${kind}`, value);
  const sendsOf = (transaction: Transaction<CounterTables>, bucket: string) =>
    transaction.selectFrom('code_sends').selectAll().where('bucket', '=', bucket).orderBy('sent_at').execute();

  const admitted = async (transaction: Transaction<CounterTables>, commandId: string, caps: readonly Cap[]) => {
    const at = clock();
    const buckets = caps.map(({ kind, value, most }) => ({ bucket: bucketOf(kind, value), most }));
    for (const { bucket } of buckets.toSorted((a, b) => (a.bucket < b.bucket ? -1 : 1)))
      await lock(transaction, bucket);
    for (const { bucket, most } of buckets) {
      const sends = await sendsOf(transaction, bucket);
      if (sends.some(({ command_id: sentBy }) => sentBy === commandId)) return undefined;
      const retryAt = retryAfterCap(
        sends.map(({ sent_at: sentAt }) => sentAt),
        most,
        at,
      );
      if (retryAt !== undefined) return retryAt;
    }
    const rows = buckets.map(({ bucket }) => ({ bucket, command_id: commandId, sent_at: at }));
    await transaction.insertInto('code_sends').values(rows).execute();
    return undefined;
  };

  return {
    admit: (commandId, caps) => tables.transaction().execute((transaction) => admitted(transaction, commandId, caps)),
    forget: async (kind, value) => {
      await tables.deleteFrom('code_sends').where('bucket', '=', bucketOf(kind, value)).execute();
    },
    count: async (kind, value) =>
      (await tables.selectFrom('code_sends').select('command_id').where('bucket', '=', bucketOf(kind, value)).execute())
        .length,
    forgetOld: async () => {
      await tables.deleteFrom('code_sends').where('sent_at', '<', windowStart(clock())).execute();
    },
  };
};
