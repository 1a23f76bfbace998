export { clearingEvents, type Categories, type ClearingEvent } from './clearing.events.ts';
export { clearingOf, type Cleared, type Clearing, type ClearingPlan } from './clearing.ts';
export { ClearingUnknown, type ClearingKit, type OfCancellation, type Remaining } from './clearing-kit.ts';
export { ClearingIncomplete, finishClearing } from './finish-clearing.ts';
