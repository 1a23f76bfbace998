import type { Envelope, Expected, StoredEvent, Write } from '@lethe/event-store';

export const command = (commandId: string = crypto.randomUUID()): Envelope => ({
  commandId,
  commandType: 'SayWord',
  digest: null,
  correlationId: 'correlation-1',
  actor: 'service:test',
  at: '2026-03-01T10:00:00.000Z',
});

export const said = (stream: string, expected: Expected, ...words: readonly string[]): Write => ({
  stream,
  expected,
  events: words.map((word) => ({ type: 'WordSaid', version: 1, data: { word } })),
});

export const wordsOf = (events: readonly StoredEvent[]): readonly unknown[] => events.map(({ data }) => data['word']);

/** An append as SQL, for transactions that a test holds open. */
export const batchOf = (stream: string, expected: bigint, word: string): string =>
  JSON.stringify([
    {
      command: { ...command(), id: crypto.randomUUID(), type: 'SayWord', correlation: 'correlation-1' },
      writes: [
        { stream, expected: `${expected}`, events: [{ type: 'WordSaid', version: 1, data: JSON.stringify({ word }) }] },
      ],
      take: [],
      release: [],
      release_all: [],
    },
  ]);
