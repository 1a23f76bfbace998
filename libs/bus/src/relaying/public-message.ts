import { clearingSubject, eventSubject } from '@lethe/contracts';
import type { Position, StoredEvent } from '@lethe/event-store';
import { v5 } from 'uuid';
import { checked, ContractBroken } from '../calls/contract-check.ts';
import { correlationHeader, epochHeader, indexHeader, positionHeader } from '../headers.ts';
import { clearingType, type Publication, type Published } from './publication.ts';

/** Never change: every subscriber would take every event for a new one. */
const namespace = 'e3a2d9b6-8d51-4c39-b1c4-7b6f0c0e5a33';

/** Where a public event stands in its publisher's log. */
export type Place = Readonly<{ position: Position; index: number }>;

export type PublicMessage = Place &
  Readonly<{ subject: string; body: string; headers: readonly (readonly [string, string])[] }>;

export const publicId = (eventId: string, index: number): string => v5(`${eventId}/${index}`, namespace);

type Said = Readonly<{ subject: string; type: string; entityId: string; data: unknown }>;

const said = (publication: Publication): Said => {
  if ('clearing' in publication) {
    const { participant, accountId, step, data } = publication.clearing;
    return { subject: clearingSubject(participant, accountId, step), type: clearingType, entityId: accountId, data };
  }
  const { event, entityId, data } = publication;
  return {
    subject: eventSubject(event, entityId),
    type: event.type,
    entityId,
    data: checked(event.type, event.data, data),
  };
};

/** Of whom a stream tells: what follows its category. */
export const entityOfStream = (stream: string): string => stream.slice(stream.indexOf('-') + 1);

/**
 * The CloudEvents 1.0 that others get to see of a stored event, in order. They are about the entity of its stream: so one
 * that cannot be read holds up that entity, and nobody else.
 * @throws ContractBroken.
 */
export const publicMessages = (
  service: string,
  epoch: string,
  published: Published,
  event: StoredEvent,
): readonly PublicMessage[] =>
  published(event).map((publication, index) => {
    const { subject, type, entityId, data } = said(publication);
    if (entityId !== entityOfStream(event.stream))
      throw new ContractBroken(type, [{ pointer: '/subject', code: 'not-one-of' }]);
    const cloudEvent = {
      specversion: '1.0',
      id: publicId(event.id, index),
      source: `lethe/${service}`,
      type,
      subject: entityId,
      time: event.recordedAt,
      datacontenttype: 'application/json',
      data,
    };
    return {
      position: event.position,
      index,
      subject,
      body: JSON.stringify(cloudEvent),
      headers: [
        [epochHeader, epoch],
        [positionHeader, String(event.position)],
        [indexHeader, String(index)],
        [correlationHeader, event.correlationId],
      ],
    };
  });
