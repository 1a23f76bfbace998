import { shownYear } from '@lethe/ticketing';
import { environmentHere } from './environment.ts';
import { UsageError } from './usage.ts';

/** Which days of a year are closed or worked against their weekday, to compare with what the country has published. */
export const calendar = async ([command, year, ...rest]: readonly string[]): Promise<void> => {
  if (command !== 'show' || year === undefined || !/^2\d{3}$/.test(year) || rest.length > 0)
    throw new UsageError('Say: lethe calendar show YEAR');
  process.stdout.write(`${shownYear(environmentHere(), Number(year)).join('\n')}\n`);
};
