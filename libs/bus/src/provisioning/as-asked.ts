import { Explained } from '@lethe/running';
import { JetStreamApiCodes, JetStreamApiError } from '@nats-io/jetstream';

/** @returns undefined where there is none yet. */
export const ifThere = async <Found>(found: Promise<Found>): Promise<Found | undefined> =>
  found.catch((error: unknown) => {
    if (isNotFound(error)) return undefined;
    throw error;
  });

export const isNotFound = (error: unknown): boolean =>
  error instanceof JetStreamApiError &&
  (error.code === JetStreamApiCodes.StreamNotFound || error.code === JetStreamApiCodes.ConsumerNotFound);

/** Old servers drop what they do not know without a word. @throws Explained which names what differs. */
export const assertAsAsked = (what: string, asked: object, got: object): void => {
  const given = new Map<string, unknown>(Object.entries(got));
  const different = Object.entries(asked).filter(
    ([key, value]) => JSON.stringify(given.get(key)) !== JSON.stringify(value),
  );
  if (different.length > 0)
    throw new Explained(`NATS set up ${what} otherwise than asked: ${different.map(([key]) => key).join(', ')}.`);
};
