// Fewer guarantees: no global order, a version checked by its unique key.
import { randomUUID } from 'node:crypto';
import castore from '@castore/core';
import adapter from '@castore/event-storage-adapter-postgres';
import { dataOf, evolve, initial } from './sample.mjs';

export const open = async (url) => {
  const { PostgresEventStorageAdapter: Adapter } = adapter;
  await Adapter.createEventTable({ connectionString: url, tableName: 'event' });
  const storage = new Adapter({ connectionString: url, tableName: 'event' });
  const store = new castore.EventStore({
    eventStoreId: 'ACCOUNT',
    eventTypes: [new castore.EventType({ type: 'Created' })],
    reducer: (state, { aggregateId, version, payload }) => ({
      aggregateId,
      version,
      sum: evolve(state?.sum ?? initial, payload),
    }),
    eventStorageAdapter: storage,
  });
  return {
    append: (number) =>
      store.pushEvent({ aggregateId: randomUUID(), version: 1, type: 'Created', payload: dataOf(number) }),
    close: async () => undefined,
  };
};
