export { clearingEvents, type ClearingEvent } from './clearing.events.ts';
export { clearingOf, type Clearing, type ClearingPlan } from './clearing.ts';
export type { OfCancellation } from './clearing-kit.ts';
export { finishClearing } from './finish-clearing.ts';
