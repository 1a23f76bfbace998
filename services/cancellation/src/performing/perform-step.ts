import type { CancellationEvent } from '../cancellation/cancellation.events.ts';
import type { StepOwed } from '../cancellation/owed.ts';

/** Does one debt and says by which event it is settled. A throw leaves it owed: its outcome is unknown. */
export type PerformStep = (debt: StepOwed, key: string) => Promise<CancellationEvent>;
