export { EventUnreadable, liftOf } from './codec.ts';
export * from './command.ts';
export * from './ids.ts';
export * from './events.ts';
export { AccountGone, gateOf } from './gates.ts';
export * from './journal.ts';
export * from './paging.ts';
export * from './sealed-journal.ts';
export type { Recorded } from './recorded.ts';
