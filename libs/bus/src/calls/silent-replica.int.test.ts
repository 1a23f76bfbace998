import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { lineTo, type Line } from '@lethe/testing';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { closedNats, type ClosedNats } from '../testing/closed-nats.ts';
import { contractsWith } from '../testing/planned.ts';

const subject = 'lethe.rpc.mfa.factor.list';

describe('A replica whose line to NATS is lost without a word (L1)', () => {
  let nats: ClosedNats;
  let line: Line;
  let connections: NatsConnection[];

  beforeEach(async () => {
    nats = await closedNats(contractsWith([{ subject, callers: ['service:mfa'] }]));
    line = await lineTo(nats.url);
    connections = [];
  });
  afterEach(async () => {
    await Promise.all(connections.map((connection) => connection.close()));
    await line.close();
    await nats.stop();
  });

  const replica = async (url: string): Promise<NatsConnection> => {
    const connection = await connect(nats.at('mfa', url));
    connections.push(connection);
    connection.subscribe(subject, { queue: 'mfa', callback: (_error, message) => void message.respond() });
    await connection.flush();
    return connection;
  };

  it('soon gets no calls any more: the server leaves who does not answer, and the others do all of them', async () => {
    await replica(line.url);
    const caller = await replica(nats.url);
    line.silence();
    // Servers before 2.10 take what they send for a sign of life: nothing is sent meanwhile.
    await pause(8_000);
    const calls = Array.from({ length: 30 }, () => caller.request(subject, '', { timeout: 2_000 }));
    const outcomes = await Promise.allSettled(calls);
    expect(outcomes.filter(({ status }) => status === 'rejected')).toEqual([]);
  });
});
