export { EventUnreadable, liftOf } from './codec.ts';
export * from './command.ts';
export * from './ids.ts';
export * from './events.ts';
export * from './journal.ts';
export * from './sealed-journal.ts';
export type { FromSnapshot } from './snapshotting.ts';
export type { Recorded } from './recorded.ts';
