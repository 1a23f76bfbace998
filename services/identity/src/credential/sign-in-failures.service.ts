import { sql } from 'kysely';
import type { IdentityKit } from '../identity-kit.ts';
import type { CounterTables } from '../identity.migrations.ts';
import { secondsAfter } from '../verification/instants.ts';
import { attempt, restSeconds, type Attempt } from './sign-in-throttle.ts';

export interface SignInFailures {
  /** Asks for leave to try a password for an address, and counts it as failed until it is cleared. */
  begin(address: string): Promise<Attempt>;
  clear(address: string): Promise<void>;
  /** @param before what was counted later is about whoever has the address by then (PLAN-2). */
  forget(address: string, before: string): Promise<void>;
  forgetOld(): Promise<void>;
}

/**
 * Counted by address, not by account: so they do not tell whether there is one, nor, after a cancellation, that there
 * was one (ID-2, CAN-13). The rows show HMACs only, and go after a day.
 */
export const signInFailures = ({
  database,
  sealing,
  clock,
}: Pick<IdentityKit, 'database' | 'sealing' | 'clock'>): SignInFailures => {
  const tables = database.withTables<CounterTables>();
  const bucketOf = (address: string): string => sealing.blindIndex('sign-in-failures', address);
  return {
    begin: (address) =>
      tables.transaction().execute(async (transaction) => {
        const [bucket, at] = [bucketOf(address), clock()];
        const { count, last_at: lastAt } = await transaction
          .insertInto('sign_in_failures')
          .values({ bucket, count: 0, last_at: at })
          .onConflict((conflict) => conflict.column('bucket').doUpdateSet({ count: sql`sign_in_failures.count` }))
          .returningAll()
          .executeTakeFirstOrThrow();
        const outcome = attempt(count === 0 ? undefined : { count, lastAt }, at);
        if (outcome.allowed)
          await transaction
            .updateTable('sign_in_failures')
            .set({ count: outcome.failures.count, last_at: outcome.failures.lastAt })
            .where('bucket', '=', bucket)
            .execute();
        return outcome;
      }),
    clear: async (address) => {
      await tables.deleteFrom('sign_in_failures').where('bucket', '=', bucketOf(address)).execute();
    },
    forget: async (address, before) => {
      const own = tables.deleteFrom('sign_in_failures').where('bucket', '=', bucketOf(address));
      await own.where('last_at', '<', before).execute();
    },
    forgetOld: async () => {
      await tables.deleteFrom('sign_in_failures').where('last_at', '<', secondsAfter(clock(), -restSeconds)).execute();
    },
  };
};
