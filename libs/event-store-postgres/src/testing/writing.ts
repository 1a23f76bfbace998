import { storable, type Envelope, type Expected, type StoredEvent, type Write } from '@lethe/event-store';
import { appendGroup, memberOf, parametersOf } from '../append-group.ts';

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

/** An append as a query, for transactions that a test holds open. */
export const appendOf = (stream: string, expected: Expected, word: string) => {
  const envelope = command();
  const member = memberOf(storable([said(stream, expected, word)], envelope), envelope);
  return { text: appendGroup, values: [...parametersOf([member])] };
};
