import type { Envelope, Expected, Write } from '@lethe/event-store';

export const command = (commandId: string = crypto.randomUUID()): Envelope => ({
  commandId,
  commandType: 'SayWord',
  digest: 'digest-1',
  correlationId: 'correlation-1',
  actor: 'service:test',
  at: '2026-03-01T10:00:00.000Z',
});

export const said = (stream: string, expected: Expected, ...words: readonly string[]): Write => ({
  stream,
  expected,
  events: words.map((word) => ({ type: 'WordSaid', version: 1, data: { word } })),
});
