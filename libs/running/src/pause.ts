import { setTimeout as wait } from 'node:timers/promises';

/** Waits, or ends early and quietly when the signal is aborted. */
export const pause = (milliseconds: number, signal?: AbortSignal): Promise<void> =>
  wait(milliseconds, undefined, signal && { signal }).catch(() => undefined);
