import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { outsider, type Outsider } from '@lethe/bus';
import { Explained } from '@lethe/running';
import type { JSONWebKeySet } from 'jose';
import * as z from 'zod';
import { keysFolder } from './own-folder.ts';
import { writePrivately } from './write-privately.ts';

const outsidersFile = (data: string): string => join(keysFolder(data), 'outsiders.json');
const participantKeysFile = (data: string): string => join(keysFolder(data), 'participants.jwks.json');

/** Other teams that the operator has let in, and what as, in the order of their names. @throws Explained where it cannot be read. */
export const readOutsiders = (data: string): readonly Outsider[] => {
  if (!existsSync(outsidersFile(data))) return [];
  const read = z.array(outsider).safeParse(JSON.parse(readFileSync(outsidersFile(data), 'utf8')));
  if (!read.success)
    throw new Explained(`${outsidersFile(data)} is not to be believed: ${z.prettifyError(read.error)}`);
  return read.data;
};

export const writeOutsiders = (data: string, outsiders: readonly Outsider[]): void => {
  const inOrder = outsiders.toSorted((one, other) => (one.name < other.name ? -1 : 1));
  writePrivately(outsidersFile(data), JSON.stringify(inOrder, undefined, 2));
};

/** Public parts of the keys by which participants prove their calls. */
export const readParticipantKeys = (data: string): JSONWebKeySet =>
  existsSync(participantKeysFile(data))
    ? (JSON.parse(readFileSync(participantKeysFile(data), 'utf8')) as JSONWebKeySet)
    : { keys: [] };

export const writeParticipantKeys = (data: string, keys: JSONWebKeySet['keys']): void =>
  writePrivately(participantKeysFile(data), JSON.stringify({ keys }));
