import { failpoint, reportOf, type Log } from '@lethe/running';
import type { DueHandler } from './due-runner.ts';

/**
 * Does what an event has made due before anybody looks at its row, so that whoever waits for an answer finds it done.
 * Where it fails, it stays owed: the row is there, or comes with the view.
 */
export const aheadOfItsRow = async (handler: DueHandler, key: string, logger: Pick<Log, 'warn'>): Promise<void> => {
  failpoint('due.ahead-of-its-row');
  try {
    await handler(key);
  } catch (error) {
    logger.warn({ key, ...reportOf(error) }, 'What is due could not be done at once and is tried again.');
  }
};
