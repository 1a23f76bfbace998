import { armFailpoint } from '@lethe/running';
import { quiet } from '@lethe/testing';
import { connect } from '@nats-io/transport-node';
import { natsServer } from '../streams/nats-server.ts';
import { relayOf } from '../relaying/relay.ts';
import { eventLog, published, secret } from './event-log.ts';

/** A relay in a process of its own, that a failpoint may kill. */
const { env } = process;
armFailpoint(env);
const seed = new TextEncoder().encode(env['TEST_NATS_SEED']);
const nats = await connect(natsServer('identity', env['LETHE_NATS_URL'] ?? '', {}, () => seed));
const log = await eventLog(env['TEST_DATABASE'] ?? '');
relayOf({ service: 'identity', ...log, nats, published, secret, log: quiet }).start();
