import { setTimeout as pause } from 'node:timers/promises';
import { publicMessages, relayName } from '@lethe/bus';
import { clearingEvents } from '@lethe/clearing';
import { streamOf } from '@lethe/contracts';
import type { StoredEvent } from '@lethe/event-store';
import { postgresEventStore, postgresPool } from '@lethe/event-store-postgres';
import { catalogueOf, liftOf } from '@lethe/journal';
import { allSetAside } from '@lethe/running';
import { jetstreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import type { Pool } from 'pg';
import { databaseUrls } from './databases.ts';
import type { ServiceDefinition } from './definition.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const lookEveryMs = 250;
const relayedWithinMs = 5_000;
const page = 500;

/**
 * Compares what a service's log says with what is in its stream (L12): what is missing there, by subject, beside what is
 * set aside. A stream from which something was taken away is not compared.
 */
export const unpublishedOf = async (
  service: ServiceDefinition,
  environment: Environment,
  nats: NatsConnection,
): Promise<readonly string[]> => {
  const { LETHE_POSTGRES_URL: server, LETHE_DATA: data = '.lethe' } = environment;
  if (service.published === undefined || server === undefined) return [];
  const pool = postgresPool(databaseUrls(server, data, service.name).log, 2);
  try {
    const { reached, head } = await relayed(pool);
    if (reached < head) return [`The log is published up to position ${reached} of ${head}.`];
    const { streams } = await jetstreamManager(nats, { checkAPI: false });
    const { state } = await streams.info(streamOf(service.name), { subjects_filter: '>' });
    if (state.first_seq > 1 || (state.num_deleted ?? 0) > 0) return [];
    const said = await saidBy(service, pool, reached);
    return [...said].flatMap(([subject, times]) => {
      const there = state.subjects?.[subject] ?? 0;
      return there < times ? [`${subject}: ${times - there} of ${times} missing`] : [];
    });
  } finally {
    await pool.end();
  }
};

/** How far the log is published, once that is all of it or time is over. */
const relayed = async (pool: Pool): Promise<Readonly<{ reached: bigint; head: bigint }>> => {
  const head = await postgresEventStore(pool).head();
  const until = Date.now() + relayedWithinMs;
  for (;;) {
    const { rows } = await pool.query<{ position: string }>('select position from relay_checkpoint');
    const reached = BigInt(rows[0]?.position ?? 0);
    if (reached >= head || Date.now() > until) return { reached, head };
    await pause(lookEveryMs);
  }
};

/** How often each subject is said by the log, but for what the relay has set aside: that is told by another rule. */
const saidBy = async (
  { name, published, events }: ServiceDefinition,
  pool: Pool,
  upTo: bigint,
): Promise<ReadonlyMap<string, number>> => {
  const lift = liftOf(catalogueOf(...events, clearingEvents));
  const waiting = new Set((await allSetAside(pool, relayName(name))).map(({ place }) => place));
  const messagesOf = (event: StoredEvent) => publicMessages(name, '', (each) => published?.(lift(each)) ?? [], event);
  /** What cannot be read and is set aside no more was given up by a person. */
  const subjectsOf = (event: StoredEvent): readonly string[] => {
    try {
      return messagesOf(event).map(({ subject }) => subject);
    } catch {
      return [];
    }
  };
  const said = new Map<string, number>();
  const store = postgresEventStore(pool);
  for (let position = 0n; ;) {
    const batch = await store.readAll(position, page);
    for (const event of batch.filter((each) => each.position <= upTo && !waiting.has(String(each.position))))
      for (const subject of subjectsOf(event)) said.set(subject, (said.get(subject) ?? 0) + 1);
    const last = batch.at(-1);
    if (last === undefined || last.position >= upTo) return said;
    position = last.position;
  }
};
