import { hourMs, instantAfter, isBefore } from '@lethe/deciding';
import { sql, type Transaction } from 'kysely';
import type { Kit } from './definition.ts';

/** How much of one kind and value within an hour at most. Both are known to the caller only: rows show their HMAC. */
export type HourlyCap<Kind extends string = string> = Readonly<{
  kind: Kind;
  value: string;
  most: number;
  /** Least milliseconds between two of them. */
  apartMs?: number;
}>;

/** When one may go that may not go now; undefined where it may, and then it is counted. */
export type Admit<Kind extends string = string> = (caps: readonly HourlyCap<Kind>[]) => Promise<string | undefined>;

/** Mails that people cause, counted for each sender, address, … over the last hour, on all replicas (ID-7). */
export type HourlySends<Kind extends string> = Readonly<{
  /**
   * Records what a mail is owed for. It may be tried again when somebody else was faster: each command is counted once, and
   * what is refused in the end is counted for nobody (I7).
   */
  counting<Answer extends object>(commandId: string, record: (admit: Admit<Kind>) => Promise<Answer>): Promise<Answer>;
  /** @param before what came later is somebody else's, who has the same address by then (PLAN-2). All of it when absent. */
  forget(kind: Kind, value: string, before?: string): Promise<void>;
  count(kind: Kind, value: string): Promise<number>;
  forgetOld(): Promise<void>;
}>;

type Sends = { bucket: string; command_id: string; sent_at: string };
type Tables<Table extends string> = Readonly<Record<Table, Sends>>;
type Counters = Transaction<Tables<'hourly_sends'>>;
/** Under each index key there is, the one to be written first; `lock` is the same whichever that is. */
type Bucket = Readonly<{ buckets: readonly [string, ...string[]]; lock: string; most: number; apartMs: number }>;

export const hourlySendsTable = `create table hourly_sends (
  bucket text not null,
  command_id uuid not null,
  sent_at text not null,
  primary key (bucket, command_id)
)`;

/** When the next one may go; undefined where it may go now. `sends` from the oldest on. */
export const retryAfterHourlyCap = (sends: readonly string[], most: number, at: string): string | undefined => {
  const oldestThatCounts = sends.filter((sentAt) => isBefore(instantAfter(at, -hourMs), sentAt)).at(-most);
  return oldestThatCounts === undefined ? undefined : instantAfter(oldestThatCounts, hourMs);
};

/**
 * When the next one may go after the last one; undefined where it may go now. Without a pause nobody waits, not even who looked
 * at the clock a moment before another one was counted.
 */
export const retryAfterPause = (sends: readonly string[], apartMs: number, at: string): string | undefined => {
  const last = sends.at(-1);
  if (last === undefined || apartMs === 0) return undefined;
  const next = instantAfter(last, apartMs);
  return isBefore(at, next) ? next : undefined;
};

export const hourlySends = <Kind extends string>(
  kit: Pick<Kit, 'database' | 'sealing' | 'clock'>,
): HourlySends<Kind> => {
  const tables = kit.database.withTables<Tables<'hourly_sends'>>();
  const bucketsOf = (kind: Kind, value: string) => kit.sealing.indexes(`hourly-sends/${kind}`, value);
  return {
    counting: async (commandId, record) => {
      const counted = new Set<string>();
      const answer = await record(async (caps) => {
        if (caps.length === 0) return undefined;
        const buckets = caps.map(({ kind, value, most, apartMs = 0 }) => ({
          buckets: bucketsOf(kind, value),
          lock: kit.sealing.mac(`hourly-sends/${kind}`, value),
          most,
          apartMs,
        }));
        for (const { buckets: all } of buckets) for (const bucket of all) counted.add(bucket);
        return tables.transaction().execute((counters) => admitted(counters, commandId, buckets, kit.clock()));
      });
      if ('refused' in answer && counted.size > 0)
        await tables
          .deleteFrom('hourly_sends')
          .where('command_id', '=', commandId)
          .where('bucket', 'in', [...counted])
          .execute();
      return answer;
    },
    forget: async (kind, value, before) => {
      const all = tables.deleteFrom('hourly_sends').where('bucket', 'in', bucketsOf(kind, value));
      await (before === undefined ? all : all.where('sent_at', '<', before)).execute();
    },
    count: async (kind, value) => (await sendsOf(tables, bucketsOf(kind, value))).length,
    forgetOld: async () => {
      await tables.deleteFrom('hourly_sends').where('sent_at', '<=', instantAfter(kit.clock(), -hourMs)).execute();
    },
  };
};

const sendsOf = (tables: Pick<Counters, 'selectFrom'>, buckets: readonly string[]) =>
  tables.selectFrom('hourly_sends').selectAll().where('bucket', 'in', buckets).orderBy('sent_at').execute();

/** Buckets are locked in one order, so that nobody waits for somebody who waits for them. */
const admitted = async (counters: Counters, commandId: string, buckets: readonly Bucket[], at: string) => {
  for (const { lock } of buckets.toSorted((a, b) => (a.lock < b.lock ? -1 : 1)))
    await sql`select pg_advisory_xact_lock(hashtextextended(${lock}, 0))`.execute(counters);
  const retries: string[] = [];
  for (const { buckets: all, most, apartMs } of buckets) {
    const sends = await sendsOf(counters, all);
    if (sends.some((send) => send.command_id === commandId)) return undefined;
    const instants = sends.map(({ sent_at: sentAt }) => sentAt);
    retries.push(retryAfterHourlyCap(instants, most, at) ?? retryAfterPause(instants, apartMs, at) ?? '');
  }
  const retryAt = retries.toSorted().at(-1);
  if (retryAt !== undefined && retryAt !== '') return retryAt;
  const rows = buckets.map(({ buckets: [bucket] }) => ({ bucket, command_id: commandId, sent_at: at }));
  await counters.insertInto('hourly_sends').values(rows).execute();
  return undefined;
};
