import type { Message } from '@lethe/deciding';

/** An event as it stands in its stream. */
export type Recorded<Event extends Message> = Event &
  Readonly<{ stream: string; revision: bigint; recordedAt: string }>;
