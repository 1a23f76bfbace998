export { openKurrentEventStore } from './kurrent-event-store.ts';
