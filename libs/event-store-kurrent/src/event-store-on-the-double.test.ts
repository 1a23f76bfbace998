import { afterAll, beforeAll } from '@jest/globals';
import { eventStoreContract } from '@lethe/event-store/contract';
import { connect, type Connection } from './connection.ts';
import { eventStoreOn } from './kurrent-event-store.ts';
import { kurrentDouble } from './testing/kurrent-double.ts';

let double: Awaited<ReturnType<typeof kurrentDouble>>;
let connection: Connection;
beforeAll(async () => {
  double = await kurrentDouble();
  connection = await connect(double.url, 5_000);
});
afterAll(async () => {
  await connection.close();
  double.kill();
});

let logs = 0;
eventStoreContract('on a double of KurrentDB', () => eventStoreOn(connection, `words-${(logs += 1)}`), {
  gaplessPositions: false,
});
