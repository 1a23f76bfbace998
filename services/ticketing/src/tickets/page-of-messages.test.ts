import { describe, expect, it } from '@jest/globals';
import { isRefusal } from '@lethe/deciding';
import { ada, at, ticketId } from '../testing/tickets.ts';
import { pageOfMessages, revisionBehind, type Change, type Message } from './page-of-messages.ts';

const messages = (...texts: readonly string[]): readonly Message[] =>
  texts.map((text, index) => ({
    messageId: ticketId,
    from: 'submitter',
    writtenBy: ada,
    text,
    at,
    revision: BigInt(index * 2),
  }));

/** As it is asked for: by a cursor, of so many. */
const pageAt = (
  written: Parameters<typeof pageOfMessages>[0],
  { cursor, limit = 50 }: Readonly<{ cursor?: string; limit?: number }>,
) => {
  const after = revisionBehind(cursor);
  if (isRefusal(after)) throw new Error(after.refused);
  return pageOfMessages(written, after, limit);
};

/** All pages, as a client goes through them. */
const pagesOf = (all: readonly Message[], limit?: number): readonly (readonly Message[])[] => {
  const pages: (readonly Message[])[] = [];
  const asked: { cursor?: string; limit?: number } = limit === undefined ? {} : { limit };
  for (;;) {
    const page = pageAt({ messages: all, changes: [] }, asked);
    pages.push(page.messages);
    if (page.nextCursor === null) return pages;
    asked.cursor = page.nextCursor;
  }
};

describe('A page of messages (L2, API-1)', () => {
  it('ends with its count, and shows each message once, oldest first', () => {
    const all = messages('1', '2', '3', '4', '5');
    expect(pagesOf(all, 2)).toStrictEqual([all.slice(0, 2), all.slice(2, 4), all.slice(4)]);
    expect(pagesOf(all, 5)).toStrictEqual([all]);
    expect(pagesOf(messages(...Array.from({ length: 51 }, String))).map(({ length }) => length)).toStrictEqual([50, 1]);
  });

  it('ends with its bytes, as JSON counts them', () => {
    for (const [letter, bytes] of [
      ['a', 1],
      ['字', 3],
      ['\u0001', 6],
    ] as const) {
      const all = messages(...Array.from({ length: 40 }, () => letter.repeat(20_000)));
      const pages = pagesOf(all);
      expect(pages.flat()).toStrictEqual(all);
      expect(pages[0]).toHaveLength(Math.floor(500_000 / (20_000 * bytes + 2)));
    }
  });

  it('holds at least one message', () => {
    expect(pagesOf(messages('a'.repeat(600_000), 'b')).map(({ length }) => length)).toStrictEqual([1, 1]);
  });

  it('tells each change once, beside the messages it came after; the latest 200 (TIC-1)', () => {
    const change = (revision: bigint): Change => ({ change: 'assigned', at, assignedTo: ada, revision });
    const written = { messages: messages('1', '2', '3', '4'), changes: [1n, 3n, 5n, 7n].map(change) };
    const first = pageAt(written, { limit: 2 });
    if (first.nextCursor === null) throw new Error('There is a second page.');
    expect(first.changes.map(({ revision }) => revision)).toStrictEqual([1n, 3n]);
    expect(pageAt(written, { limit: 2, cursor: first.nextCursor })).toMatchObject({
      changes: [{ revision: 5n }, { revision: 7n }],
      nextCursor: null,
    });
    const handedAround = Array.from({ length: 300 }, (_, index) => change(BigInt(index + 1)));
    const page = pageAt({ messages: messages('1'), changes: handedAround }, {});
    expect(page.changes).toStrictEqual(handedAround.slice(100));
  });

  it('refuses a cursor that is none of ours', () => {
    expect(revisionBehind('WyJ4Il0')).toMatchObject({ refused: 'cursor-invalid' });
  });
});
