export * from './event-store.ts';
export { follow } from './follow.ts';
export { inMemoryEventStore } from './in-memory.ts';
export { inMemorySnapshots } from './in-memory-snapshots.ts';
export { keyIn } from './key-in.ts';
export { storable, type StorableEvent, type StorableWrite } from './storable.ts';
