import { isBefore, type Message } from '@lethe/deciding';
import type { RegistrationEventOf } from './registration.events.ts';
import type { Registration } from './registration.ts';

export type EndRegistration = Message<'EndRegistration', { at: string }>;
export type EndForCancelledAddress = Message<'EndForCancelledAddress', { releasedAt: string; at: string }>;

/** A day after it was asked for. */
export const endRegistration = (
  { data: { at } }: EndRegistration,
  registration: Registration,
): readonly RegistrationEventOf<'RegistrationEnded'>[] => {
  if (registration.status !== 'pending' || isBefore(at, registration.expiresAt)) return [];
  const { registrationId } = registration;
  return [{ type: 'RegistrationEnded', data: { registrationId, because: 'expired', endedAt: at } }];
};

/** PLAN-2: what is younger than the release of the address is somebody new's. */
export const endForCancelledAddress = (
  { data: { releasedAt, at } }: EndForCancelledAddress,
  registration: Registration,
): readonly RegistrationEventOf<'RegistrationEnded'>[] => {
  if (registration.status !== 'pending' || !isBefore(registration.addressGivenAt, releasedAt)) return [];
  const { registrationId } = registration;
  return [{ type: 'RegistrationEnded', data: { registrationId, because: 'address-cancelled', endedAt: at } }];
};
