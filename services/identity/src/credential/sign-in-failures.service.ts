import { sql, type Transaction } from 'kysely';
import type { IdentityKit } from '../identity-kit.ts';
import type { CounterTables } from '../identity.migrations.ts';
import { secondsAfter } from '../verification/instants.ts';
import type { Asker } from './asker.ts';
import { attempt, attemptFromNetwork, restSeconds, type Attempt, type Failures } from './sign-in-throttle.ts';

export interface SignInFailures {
  /** When the asker may try a password that may not now; undefined where it may, and then it counts as failed until it is cleared. */
  begin(asker: Asker): Promise<string | undefined>;
  /** It was right: what this asker failed before is forgotten, and what the network did counts one less. */
  clear(asker: Asker): Promise<void>;
  /** @param before what was counted later is about whoever has the address by then (PLAN-2). */
  forgetAddress(address: string, before: string): Promise<void>;
  forgetAccount(accountId: string): Promise<void>;
  forgetOld(): Promise<void>;
}

/** What is tried: passwords, or codes for a new one. Neither counts for the other. */
type Tried = 'sign-in-failures' | 'reset-failures';

type FailuresKit = Pick<IdentityKit, 'database' | 'sealing' | 'clock' | 'settings'>;
type Counters = Transaction<CounterTables>;
type Buckets = readonly [string, ...string[]];
type Bucket = Readonly<{
  /** Under each index key there is; it counts in the first one, and takes over what an older one has counted. */
  buckets: Buckets;
  accountId: string | null;
  next: (before: Failures | undefined, at: string) => Attempt;
}>;

/**
 * Each asker counts for itself (ID-2a). Strangers count by address, not by account: so the rows do not tell whether there is
 * one, nor, after a cancellation, that there was one (ID-2, CAN-13). They show HMACs only, and go after a day.
 */
export const signInFailures = (kit: FailuresKit, about: Tried = 'sign-in-failures'): SignInFailures => {
  const tables = kit.database.withTables<CounterTables>();
  const { bucketsOf, ofAddress, ofNetwork } = bucketsIn(kit, about);
  const without = (buckets: Buckets) => tables.deleteFrom('sign_in_failures').where('bucket', 'in', buckets);
  return {
    begin: (asker) => tables.transaction().execute((counters) => admitted(counters, bucketsOf(asker), kit.clock())),
    clear: async (asker) => {
      if (asker.kind === 'stranger' && asker.network !== undefined)
        await tables
          .updateTable('sign_in_failures')
          .set({ count: sql`count - 1` })
          .where('bucket', 'in', ofNetwork(asker.network))
          .where('count', '>', 0)
          .execute();
      const own = bucketsOf(asker).at(-1);
      if (own !== undefined) await without(own.buckets).execute();
    },
    forgetAddress: async (address, before) => {
      await without(ofAddress(address)).where('last_at', '<', before).execute();
    },
    forgetAccount: async (accountId) => {
      await tables.deleteFrom('sign_in_failures').where('account_id', '=', accountId).execute();
    },
    forgetOld: async () => {
      const oldest = secondsAfter(kit.clock(), -restSeconds);
      await tables.deleteFrom('sign_in_failures').where('last_at', '<', oldest).execute();
    },
  };
};

/** The asker's own bucket is the last one; all lock theirs in this order, so that nobody waits for who waits for them. */
const bucketsIn = ({ sealing, settings }: FailuresKit, about: Tried) => {
  const ofAddress = (address: string) => sealing.indexes(about, address);
  const ofNetwork = (network: string) => sealing.indexes(`${about}/network`, network);
  const fromNetwork: Bucket['next'] = (before, at) =>
    attemptFromNetwork(before, settings.LETHE_IDENTITY_NETWORK_FAILURES_PER_HOUR, at);
  const ofAccount = (accountId: string, kind: string, value: string): Bucket => ({
    buckets: sealing.indexes(`${about}/${kind}`, `${accountId}/${value}`),
    accountId,
    next: attempt,
  });
  const bucketsOf = (asker: Asker): readonly Bucket[] => {
    if (asker.kind === 'session') return [ofAccount(asker.accountId, 'session', asker.sessionId)];
    if (asker.kind === 'device') return [ofAccount(asker.accountId, 'device', asker.device)];
    const own: Bucket = { buckets: ofAddress(asker.address), accountId: null, next: attempt };
    if (asker.network === undefined) return [own];
    return [{ buckets: ofNetwork(asker.network), accountId: null, next: fromNetwork }, own];
  };
  return { bucketsOf, ofAddress, ofNetwork };
};

/** All or none: who is refused by one is counted in no other. */
const admitted = async (counters: Counters, buckets: readonly Bucket[], at: string): Promise<string | undefined> => {
  const counted: (Failures & Readonly<{ bucket: string }>)[] = [];
  for (const each of buckets) {
    const outcome = each.next(await lockedIn(counters, each, at), at);
    if (!outcome.allowed) return outcome.retryAt;
    counted.push({ ...outcome.failures, bucket: each.buckets[0] });
  }
  for (const { bucket, count, lastAt } of counted)
    await counters
      .updateTable('sign_in_failures')
      .set({ count, last_at: lastAt })
      .where('bucket', '=', bucket)
      .execute();
  return undefined;
};

const lockedIn = async (
  counters: Counters,
  { buckets: [bucket, ...older], accountId }: Bucket,
  at: string,
): Promise<Failures | undefined> => {
  const { count, last_at: lastAt } = await counters
    .insertInto('sign_in_failures')
    .values({ bucket, count: 0, last_at: at, account_id: accountId })
    .onConflict((conflict) => conflict.column('bucket').doUpdateSet({ count: sql`sign_in_failures.count` }))
    .returningAll()
    .executeTakeFirstOrThrow();
  if (count > 0) return { count, lastAt };
  return older.length === 0 ? undefined : takenOver(counters, older);
};

/** Whoever counts under an older key this moment keeps what it counts: nobody waits for who waits for them. */
const takenOver = async (counters: Counters, older: readonly string[]): Promise<Failures | undefined> => {
  const { rows } = await sql<{ count: number; lastAt: string }>`
    delete from sign_in_failures where bucket in
      (select bucket from sign_in_failures where bucket = any(${older}::text[]) for update skip locked)
    returning count, last_at as "lastAt"`.execute(counters);
  const [most] = rows.toSorted((one, other) => other.count - one.count);
  return most === undefined || most.count === 0 ? undefined : most;
};
