import { sql, type Transaction } from 'kysely';
import type { IdentityKit } from '../identity-kit.ts';
import type { CounterTables } from '../identity.migrations.ts';
import { retryAfterCap, windowStart } from './send-caps.ts';

/** `registration` is what one address is sent for registrations, `one-registration` what one of them sends. */
type Kind = 'account' | 'address' | 'registration' | 'one-registration' | 'inviter' | 'invited';
/** Who is mailed, and how often within an hour at most. Kind and value are known here only: rows show their HMAC. */
export type Cap = Readonly<{ kind: Kind; value: string; most: number }>;
type Bucket = Readonly<{ bucket: string; most: number }>;
type Counters = Transaction<CounterTables>;

export interface CodeSends {
  /** When a code may go that may not go now; undefined where it may, and then it is counted. Once for each command. */
  admit(commandId: string, caps: readonly Cap[]): Promise<string | undefined>;
  forget(kind: Kind, value: string): Promise<void>;
  count(kind: Kind, value: string): Promise<number>;
  forgetOld(): Promise<void>;
}

export const codeSends = (kit: Pick<IdentityKit, 'database' | 'sealing' | 'clock'>): CodeSends => {
  const tables = kit.database.withTables<CounterTables>();
  const bucketOf = (kind: Kind, value: string): string => kit.sealing.blindIndex(`code-sends/${kind}`, value);
  return {
    admit: (commandId, caps) => {
      const buckets = caps.map(({ kind, value, most }) => ({ bucket: bucketOf(kind, value), most }));
      return tables.transaction().execute((counters) => admitted(counters, commandId, buckets, kit.clock()));
    },
    forget: async (kind, value) => {
      await tables.deleteFrom('code_sends').where('bucket', '=', bucketOf(kind, value)).execute();
    },
    count: async (kind, value) => (await sendsTo(tables, bucketOf(kind, value))).length,
    forgetOld: async () => {
      await tables.deleteFrom('code_sends').where('sent_at', '<', windowStart(kit.clock())).execute();
    },
  };
};

const sendsTo = (tables: Pick<Counters, 'selectFrom'>, bucket: string) =>
  tables.selectFrom('code_sends').selectAll().where('bucket', '=', bucket).orderBy('sent_at').execute();

const admitted = async (counters: Counters, commandId: string, buckets: readonly Bucket[], at: string) => {
  for (const { bucket } of buckets.toSorted((a, b) => (a.bucket < b.bucket ? -1 : 1)))
    await sql`select pg_advisory_xact_lock(hashtextextended(${bucket}, 0))`.execute(counters);
  for (const { bucket, most } of buckets) {
    const sends = await sendsTo(counters, bucket);
    if (sends.some((send) => send.command_id === commandId)) return undefined;
    const instants = sends.map(({ sent_at: sentAt }) => sentAt);
    const retryAt = retryAfterCap(instants, most, at);
    if (retryAt !== undefined) return retryAt;
  }
  const rows = buckets.map(({ bucket }) => ({ bucket, command_id: commandId, sent_at: at }));
  await counters.insertInto('code_sends').values(rows).execute();
  return undefined;
};
