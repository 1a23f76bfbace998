import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventStoreContract } from '@lethe/event-store/contract';
import { eventually } from '@lethe/testing';
import { connect, type Connection } from './connection.ts';
import { eventStoreOn } from './kurrent-event-store.ts';
import { engineAnswers, kurrentContainer } from './testing/container.ts';

const onTheServer = (): void => {
  let server: ReturnType<typeof kurrentContainer>;
  let connection: Connection;
  beforeAll(async () => {
    server = kurrentContainer();
    connection = await eventually(() => connect(server.url, 5_000), { withinMs: 60_000 });
  }, 300_000);
  afterAll(async () => {
    await connection.close();
    server.stop();
  });

  let logs = 0;
  eventStoreContract('on KurrentDB', () => eventStoreOn(connection, `words-${(logs += 1)}`), {
    gaplessPositions: false,
  });
};

if (engineAnswers()) onTheServer();
else
  describe('The event store on KurrentDB (RUN-3)', () => {
    // oxlint-disable-next-line jest/no-disabled-tests -- Nobody shall take it for passed.
    it.skip('SKIPPED, nothing ran against a real KurrentDB: no container engine answers to "docker version"', () => {
      expect(engineAnswers()).toBe(true);
    });
  });
