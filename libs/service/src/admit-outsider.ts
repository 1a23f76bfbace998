import { isParticipant, outsider, type Outsider } from '@lethe/bus';
import { Explained } from '@lethe/running';
import { forgetBusIdentity, provisionBusIdentities } from './bus-identities.ts';
import { readOutsiders, readParticipantKeys, writeOutsiders, writeParticipantKeys } from './outsiders.ts';
import { forgetKey, publicKeyMade } from './provision-keys.ts';

/**
 * Lets in another team, or changes what it is let in as; its keys stay where it has them. Broken off, it is simply done again.
 * @throws Explained where it cannot be called so.
 */
export const admitOutsider = async (data: string, asked: Outsider): Promise<void> => {
  const read = outsider.safeParse(asked);
  if (!read.success)
    throw new Explained(`${asked.name} ${read.error.issues.map(({ message }) => message).join(', and ')}.`);
  writeOutsiders(data, [...others(data, asked.name), asked]);
  await (isParticipant(asked) ? knowKey(data, asked.name) : unknowKey(data, asked.name));
  provisionBusIdentities(data);
};

/**
 * Nobody is let in by that name any more: the server ends its connections, and no proof of it counts. Its durables stay, and
 * whoever is let in by its name again goes on from there. Broken off, it is simply done again.
 */
export const dismissOutsider = (data: string, name: string): void => {
  if (!readOutsiders(data).some((each) => each.name === name)) throw new Explained(`No outsider is called ${name}.`);
  unknowKey(data, name);
  forgetBusIdentity(data, name);
  writeOutsiders(data, others(data, name));
};

const others = (data: string, name: string): readonly Outsider[] =>
  readOutsiders(data).filter((each) => each.name !== name);

const keysOfOthers = (data: string, name: string) => readParticipantKeys(data).keys.filter(({ kid }) => kid !== name);

const knowKey = async (data: string, name: string): Promise<void> =>
  writeParticipantKeys(data, [...keysOfOthers(data, name), await publicKeyMade(data, name)]);

const unknowKey = (data: string, name: string): void => {
  writeParticipantKeys(data, keysOfOthers(data, name));
  forgetKey(data, name);
};
