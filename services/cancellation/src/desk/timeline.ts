import type { Recorded } from '@lethe/journal';
import type { CancellationEvent } from '../cancellation/cancellation.events.ts';

type Line = { what: string; participant: string | null; at: string };

/** What happened, in order, as staff see it (ADM-2). */
export const timelineOf = (events: readonly Recorded<CancellationEvent>[]): Line[] =>
  events.map(({ type, data, recordedAt }) => ({
    what: type,
    participant: 'participant' in data ? data.participant : null,
    at: recordedAt,
  }));
