export { openKurrentEventStore, type KurrentEventStore } from './kurrent-event-store.ts';
