import { armFailpoint } from '@lethe/running';
import { quiet } from '@lethe/testing';
import { connect } from '@nats-io/transport-node';
import { consumerOf } from '../consuming/consumer.ts';
import { natsServer } from '../streams/nats-server.ts';
import { eventLog } from './event-log.ts';
import { noting } from './noting.ts';

/** A consumer in a process of its own, that a failpoint may kill. */
const { env } = process;
armFailpoint(env);
const seed = new TextEncoder().encode(env['TEST_NATS_SEED']);
const nats = await connect(natsServer('session', env['LETHE_NATS_URL'] ?? '', {}, () => seed));
const { pool } = await eventLog(env['TEST_DATABASE'] ?? '');
consumerOf({ service: 'session', reaction: noting(pool), nats, pool, log: quiet }).start();
