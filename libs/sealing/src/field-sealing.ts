import { createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import { shredded } from '@lethe/contracts';
import type { Personal } from '@lethe/contracts';
import { dayMs, instantAfter } from '@lethe/deciding';
import type { Json } from '@lethe/event-store';
import { decrypt, encrypt, keyBytes } from './aead.ts';
import { openBlob, sealBlob } from './blob-sealing.ts';
import type { KeptDays } from './generations.ts';
import { rememberedKeys } from './remembered-keys.ts';
import { KeyDestroyed, SealBroken } from './sealing.ts';
import type { Plain, Sealed, Sealing, SubjectKeys } from './sealing.ts';

/** The first one is to be written. */
export type Indexing = (text: string) => readonly [string, ...string[]];

type Keeping = Readonly<{
  keys: SubjectKeys;
  /** The service's own 256 bit key for tokens. */
  tokenKey: Uint8Array;
  /** Indexes of a text under keys that rotate; where there are none, under the token key. */
  indexes?: Indexing;
  /** How long it takes until the last generation is retired that wrapped a destroyed key; 0 where none is kept. */
  kept?: KeptDays;
}>;

/** Seals values under their subject's key, and derives what must die with that key from it. */
export const sealingOf = ({ keys, tokenKey, indexes, kept = 0 }: Keeping): Sealing => ({
  seal: async (values) => {
    const own = prepared(
      await keysFor(
        keys,
        values.map(({ subject }) => subject),
      ),
    );
    return values.map((value) => sealUnder(own, value));
  },
  open: async (values) => {
    const own = prepared(await keys.open(distinct(values.map(({ $sealed }) => $sealed.subject))));
    return values.map((value) => openUnder(own, value));
  },
  sealBytes: async (subject, origin, bytes) => {
    const key = await keys.make(subject);
    if (key === undefined) throw new KeyDestroyed(subject);
    return sealBlob({ key, subject, origin }, bytes);
  },
  openBytes: async (subject, origin, bytes) => {
    const key = (await keys.open([subject])).get(subject);
    return key === undefined ? shredded : openBlob({ key, subject, origin }, bytes);
  },
  digest: async (subject, text) => {
    const key = await keys.make(subject);
    return key === undefined ? null : hmac(digestKeyOf(key), text);
  },
  mac: (kind, value) => hmac(tokenKey, textOf(kind, value)),
  indexes: (kind, value) => indexes?.(textOf(kind, value)) ?? [hmac(tokenKey, textOf(kind, value))],
  destroy: (subject, at) => keys.destroy(subject, at),
  goneBy: (destroyedAt) => instantAfter(destroyedAt, kept * dayMs),
  forOneCommand: (ahead) =>
    sealingOf({
      keys: rememberedKeys(keys, ahead),
      tokenKey,
      kept,
      ...(indexes === undefined ? {} : { indexes }),
    }),
});

/** So that no kind and value can be read as another pair. */
export const textOf = (kind: string, value: string): string => `${kind}\0${value}`;

type Keys = ReadonlyMap<string, KeyObject>;

/** Imported once for a batch: node:crypto imports raw bytes anew for every value, which costs five times the cipher. */
const prepared = (keys: ReadonlyMap<string, Uint8Array>): Keys =>
  new Map([...keys].map(([subject, key]) => [subject, createSecretKey(key)]));

const distinct = (subjects: readonly string[]): readonly string[] => [...new Set(subjects)];

/** The keys of all subjects, made where there is none yet, so that the usual case is one query. */
const keysFor = async (keys: SubjectKeys, subjects: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>> => {
  const wanted = distinct(subjects);
  const found = new Map(await keys.open(wanted));
  for (const subject of wanted.filter((each) => !found.has(each))) {
    const made = await keys.make(subject);
    if (made === undefined) throw new KeyDestroyed(subject);
    found.set(subject, made);
  }
  return found;
};

/** As JSON, so that no subject and origin can be read as another pair. */
const contextOf = (subject: string, origin: string): string => JSON.stringify([subject, origin]);

const sealUnder = (keys: Keys, { value, subject, origin }: Plain): Sealed => {
  const key = keys.get(subject);
  if (key === undefined) throw new KeyDestroyed(subject);
  const box = encrypt(key, Buffer.from(JSON.stringify(value)), contextOf(subject, origin));
  return { $sealed: { subject, origin, box: box.toString('base64url') } };
};

const openUnder = (keys: Keys, { $sealed }: Sealed): Personal<Json> => {
  const { subject, origin, box } = $sealed;
  const key = keys.get(subject);
  if (key === undefined) return shredded;
  try {
    return JSON.parse(decrypt(key, bytesOf(box), contextOf(subject, origin)).toString()) as Json;
  } catch {
    throw new SealBroken(origin);
  }
};

/** Decoding base64url skips what it does not know. A box that was touched must not pass because of that. */
const bytesOf = (box: string): Buffer => {
  const bytes = Buffer.from(box, 'base64url');
  if (bytes.toString('base64url') !== box) throw new Error('The box is not base64url.');
  return bytes;
};

const digestKeyOf = (subjectKey: Uint8Array): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', createSecretKey(subjectKey), '', 'lethe request digest', keyBytes));

const hmac = (key: Uint8Array, text: string): string =>
  createHmac('sha256', createSecretKey(key)).update(text).digest('base64url');
