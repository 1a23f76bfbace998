import type { IssuedStatement } from './statement.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Clocks of two machines may differ by this. */
const toleranceMs = 5_000;

const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null;
const isInstant = (value: unknown): value is string => typeof value === 'string' && !Number.isNaN(Date.parse(value));

/** Whether it has the form of a statement; what it says is another question. */
export const isStatement = (claims: unknown): claims is IssuedStatement =>
  isObject(claims) &&
  [claims['iss'], claims['accountId'], claims['cancellationId']].every((text) => typeof text === 'string') &&
  typeof claims['iat'] === 'number' &&
  isInstant(claims['confirmedAt']) &&
  isInstant(claims['keysInBackUpsUntil']) &&
  Array.isArray(claims['participants']) &&
  claims['participants'].every(isEvidence) &&
  (claims['asked'] === undefined || Array.isArray(claims['asked']));

const isEvidence = (value: unknown): boolean =>
  isObject(value) &&
  typeof value['participant'] === 'string' &&
  isInstant(value['clearedAt']) &&
  isInstant(value['keyDestroyedAt']);

/** Everybody who was asked, once each. An older certificate does not say who was: then whoever stands in it. */
export const hasEverybodyCleared = ({ participants, asked }: IssuedStatement): boolean => {
  const cleared = participants.map(({ participant }) => participant);
  const expected = asked ?? [...new Set(cleared)];
  return cleared.length > 0 && JSON.stringify(cleared.toSorted()) === JSON.stringify(expected.toSorted());
};

const isBefore = (one: string, other: string): boolean => Date.parse(one) <= Date.parse(other) + toleranceMs;

/** Confirmed, final, cleared by each, its key destroyed, and only later the end of the back-ups. */
export const areInOrder = ({ confirmedAt, finalAt, participants, keysInBackUpsUntil }: IssuedStatement): boolean =>
  isInstant(finalAt) &&
  isBefore(confirmedAt, finalAt) &&
  participants.every(
    ({ clearedAt, keyDestroyedAt, keyGoneBy = keyDestroyedAt }) =>
      isBefore(finalAt, clearedAt) &&
      isBefore(clearedAt, keyDestroyedAt) &&
      isBefore(keyDestroyedAt, keyGoneBy) &&
      isBefore(keyGoneBy, keysInBackUpsUntil),
  );

/** Each key, and that of the addresses, was gone when it was issued. `iat` has no part of a second. */
export const hasEveryKeyDestroyed = ({ participants, addressesKeyDestroyedAt, iat }: IssuedStatement): boolean => {
  const issuedAt = new Date(iat * 1000 + 999).toISOString();
  const destroyed = [addressesKeyDestroyedAt, ...participants.map(({ keyDestroyedAt }) => keyDestroyedAt)];
  return destroyed.every((instant) => isInstant(instant) && isBefore(instant, issuedAt));
};
