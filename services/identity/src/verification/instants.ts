import { instantAfter, secondMs } from '@lethe/deciding';

/** An instant so many seconds later, or where they are negative earlier. */
export const secondsAfter = (instant: string, seconds: number): string => instantAfter(instant, seconds * secondMs);
