import { readFileSync } from 'node:fs';
import type { Clock } from '@lethe/bus';
import type { GeneralSettings } from './settings.ts';

const units = { d: 86_400, h: 3_600, m: 60, s: 1 } as const;
const ahead = /^\+(?:\d+[dhms])+$/;

const secondsAhead = (text: string): number =>
  [...text.matchAll(/(\d+)([dhms])/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * units[unit as keyof typeof units],
    0,
  );

/**
 * The clock of a service. In tests it may follow a file, read at every look: an instant that stands still, or how far
 * ahead of now it is, for example `+3d2h`.
 * @throws Error outside tests where such a file is set: nobody may bend time in production.
 */
export const clockOf = ({
  LETHE_CLOCK_FILE: file,
  LETHE_MODE: mode,
}: Partial<Pick<GeneralSettings, 'LETHE_CLOCK_FILE' | 'LETHE_MODE'>>): Clock => {
  if (file === undefined) return () => new Date().toISOString();
  if (mode !== 'test') throw new Error('LETHE_CLOCK_FILE is for tests only: take it away, or set LETHE_MODE=test.');
  return () => {
    const text = readFileSync(file, 'utf8').trim();
    return ahead.test(text)
      ? new Date(Date.now() + secondsAhead(text) * 1_000).toISOString()
      : new Date(text).toISOString();
  };
};
