import { jsonEvent, type JSONEventType, type RecordedEvent } from '@kurrent/kurrentdb-client';
import type { Envelope, Json, StorableEvent, StoredEvent } from '@lethe/event-store';
import { positionAt } from './position.ts';
import type { Names } from './stream-names.ts';

/** Values are text, as the server wants it; keys beginning with `$` are its own. */
type Metadata = Readonly<{
  version: string;
  commandId: string;
  commandType: string;
  correlationId: string;
  actor: string;
  at: string;
}>;

export const recordOf = (
  { type, version, text }: StorableEvent,
  { commandId, commandType, correlationId, actor, at }: Envelope,
  id: string,
) => {
  const metadata: Metadata = { version: String(version), commandId, commandType, correlationId, actor, at };
  return jsonEvent<JSONEventType>({ id, type, data: JSON.parse(text) as never, metadata });
};

export const eventIn = (names: Names, event: RecordedEvent): StoredEvent => {
  const { version, commandId, correlationId, actor, at } = event.metadata as Metadata;
  return {
    id: event.id,
    stream: names.streamIn(event.streamId),
    revision: event.revision,
    position: positionOf(event),
    type: event.type,
    version: Number(version),
    data: event.data as Readonly<Record<string, Json>>,
    commandId,
    correlationId,
    actor,
    recordedAt: new Date(at).toISOString(),
  };
};

const positionOf = ({ position, streamId }: RecordedEvent) => {
  if (position === undefined) throw new Error(`KurrentDB gave an event of ${streamId} without its position.`);
  return positionAt(position.commit);
};
