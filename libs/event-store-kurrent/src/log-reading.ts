import { BACKWARDS, END, FORWARDS, START, streamNameFilter } from '@kurrent/kurrentdb-client';
import { StoreUnavailable, type Position, type StoredEvent } from '@lethe/event-store';
import { commitAt } from './position.ts';
import type { Reading } from './reading.ts';
import { eventIn } from './stored-record.ts';
import type { Names } from './stream-names.ts';

/** Events in one step of a walk. */
const step = 1_000;

type Page = (after: Position, limit: number) => Promise<readonly StoredEvent[]>;

/** The events of one log among all the server has: it filters, by the prefix of their streams. */
export const logReading = (reading: Reading, names: Names) => {
  const filter = streamNameFilter({ prefixes: [names.events] });

  const page: Page = async (after, limit) => {
    const from = commitAt(after);
    const fromPosition = from === 0n ? START : { commit: from, prepare: from };
    // One more, since reading includes where it starts.
    const records = await reading.log({ direction: FORWARDS, fromPosition, filter, maxCount: limit + 1 });
    const events = records.map((record) => eventIn(names, record));
    return events.filter(({ position }) => position > after).slice(0, limit);
  };

  const head = async (): Promise<Position> => {
    const [record] = await reading.log({ direction: BACKWARDS, fromPosition: END, filter, maxCount: 1 });
    return record === undefined ? 0n : eventIn(names, record).position;
  };

  return {
    head,

    /** The client does not tell an invalid position from an outage: it is one where the server is there for all else. */
    readAll: (async (after, limit) => {
      try {
        return await page(after, limit);
      } catch (error) {
        if (!(error instanceof StoreUnavailable) || after === 0n) throw error;
        await head();
        return page(after, limit).catch(() => walked(page, after, limit));
      }
    }) satisfies Page,
  };
};

/** Walks up to a position that is not the start of a record: one of a log that was since restored. */
const walked = async (page: Page, after: Position, limit: number): Promise<readonly StoredEvent[]> => {
  let reached = 0n;
  for (;;) {
    const events = await page(reached, step);
    const before = events.findLast(({ position }) => position <= after)?.position ?? reached;
    if (before === reached || events.length < step) return page(before, limit);
    reached = before;
  }
};
