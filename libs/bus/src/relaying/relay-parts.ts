import type { ServiceName } from '@lethe/contracts';
import type { EventStore } from '@lethe/event-store';
import type { LeaseTimes, Log } from '@lethe/running';
import type { NatsConnection } from '@nats-io/transport-node';
import type { Pool } from 'pg';
import type { Published } from './publication.ts';

export type RelayParts = Readonly<{
  service: ServiceName;
  store: EventStore;
  pool: Pool;
  nats: NatsConnection;
  published: Published;
  /** Of this service alone, the same in every replica and for ever: by it the relay knows again what it published (T4). */
  secret: string;
  log: Log;
  lease?: LeaseTimes;
  /** Milliseconds between two looks whether the stream still stands where the relay left it; 5 s when absent. */
  lookEveryMs?: number;
}>;
