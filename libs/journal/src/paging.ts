import type { Command } from './command.ts';
import { idFrom } from './ids.ts';

/** Of so many things one append says something, which keeps it far from the 1 MiB that an append may have. */
export const pageSize = 100;

/** The first page is the command itself; the others have ids that follow from it, the same at every delivery. */
const pageOf = (command: Command, page: number): Command =>
  page === 0 ? command : { ...command, id: idFrom(command.id, `page/${String(page)}`) };

/**
 * Does a command about all of these in pages, one append each, in order (L5). Killed between two pages, a repeat is answered
 * by what the first ones recorded and goes on behind them: the items must be the same then, in the same order.
 */
export const inPages = async <Item, Answer>(
  command: Command,
  items: readonly Item[],
  work: (command: Command, page: readonly Item[]) => Promise<Answer>,
): Promise<readonly Answer[]> => {
  const answers: Answer[] = [];
  for (let page = 0; page * pageSize < items.length; page += 1)
    answers.push(await work(pageOf(command, page), items.slice(page * pageSize, (page + 1) * pageSize)));
  return answers;
};

/**
 * The same for what becomes less with each page: `work` takes up to `pageSize` of what is left, and answers with the events
 * it recorded for them, one for each. A page that is not full is the last one.
 */
export const untilNoneIsLeft = async <Event>(
  command: Command,
  work: (command: Command) => Promise<readonly Event[]>,
): Promise<readonly Event[]> => {
  const events: Event[] = [];
  for (let page = 0; ; page += 1) {
    const recorded = await work(pageOf(command, page));
    events.push(...recorded);
    if (recorded.length < pageSize) return events;
  }
};
