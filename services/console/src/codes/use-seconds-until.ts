import { useEffect, useState } from 'react';
import { serverNow } from '../time/server-time.ts';

const secondsUntil = (instant: string | undefined): number =>
  instant === undefined ? 0 : Math.max(0, Math.ceil((Date.parse(instant) - serverNow()) / 1000));

/** Counts down to an instant of the server; 0 once it is reached. */
export const useSecondsUntil = (instant: string | undefined): number => {
  const [, tick] = useState(0);
  const seconds = secondsUntil(instant);
  const isWaiting = seconds > 0;
  useEffect(() => {
    if (!isWaiting) return;
    const everySecond = setInterval(() => tick((before) => before + 1), 1000);
    return () => clearInterval(everySecond);
  }, [isWaiting]);
  return seconds;
};
