import { createDecipheriv } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { allRows, checkpoint } from './all-rows.ts';
import { filesBelow } from './marker-scan.ts';
import type { System } from './system.ts';

/** AES-256-GCM: nonce, ciphertext, tag. Undefined where the key or the context is another one. */
const opened = (key: Buffer, box: Buffer, context: string): Buffer | undefined => {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, box.subarray(0, 12), { authTagLength: 16 });
    decipher.setAAD(Buffer.from(context)).setAuthTag(box.subarray(-16));
    return Buffer.concat([decipher.update(box.subarray(12, -16)), decipher.final()]);
  } catch {
    return undefined;
  }
};

type Wrapped = Readonly<{ owner: string; box: Buffer }>;

/** How PostgreSQL stores a box of 60 bytes behind a text, in heap and WAL alike: one byte of length, `{`, and the bytes. */
const boxesBehind = (owner: string): RegExp => new RegExp(`(${owner})\\{([\\s\\S]{60})`, 'g');
const subjects = boxesBehind('(?:account|registration|invitation|ticket|workspace|mail):[0-9a-f-]{36}(?:/[a-z]+)?');
const services = boxesBehind('identity|session|mfa|workspace-ownership|ticketing|cancellation|notification');

const boxesIn = (content: string, behind: RegExp): readonly Wrapped[] =>
  [...content.matchAll(behind)].map(([, owner = '', box = '']) => ({ owner, box: Buffer.from(box, 'latin1') }));

const distinct = (boxes: readonly Wrapped[]): readonly Wrapped[] => [
  ...new Map(boxes.map((each) => [`${each.owner} ${each.box.toString('hex')}`, each])).values(),
];

const unwrapped = (boxes: readonly Wrapped[], keys: readonly Buffer[], contextOf: (owner: string) => string) =>
  distinct(boxes).flatMap(({ owner, box }) => {
    const found = keys.map((key) => opened(key, box, contextOf(owner))).find((key) => key !== undefined);
    return found === undefined ? [] : [{ owner, key: found }];
  });

type Sealed = Readonly<{ subject: string; origin: string; box: string }>;

/** Also in texts that are JSON themselves, as payloads are. */
const sealedIn = (value: unknown): readonly Sealed[] => {
  if (typeof value === 'string')
    return value.includes('$sealed') && /^[[{]/.test(value) ? sealedIn(JSON.parse(value)) : [];
  if (typeof value !== 'object' || value === null) return [];
  if ('$sealed' in value) return [value.$sealed as Sealed];
  return Object.values(value).flatMap(sealedIn);
};

/** PostgreSQL runs: some of its files go while they are read. */
const contentOf = (path: string): string => (existsSync(path) ? readFileSync(path, 'latin1') : '');

/** What PostgreSQL deleted lies in its files still. */
const sealedRawIn = (content: string): readonly Sealed[] =>
  [...content.matchAll(/\$sealed\\*":(\{[^}]*"\})/g)].flatMap(([, fields = '']) => {
    try {
      return [JSON.parse(fields.replaceAll('\\', '')) as Sealed];
    } catch {
      return [];
    }
  });

/**
 * What somebody reads who has the disks of everything, and the master keys that lie there: every sealed value of every row,
 * opened with every key that is left anywhere, also in what PostgreSQL deleted and in its WAL (K1). He does not use our code.
 */
export const readFromStolenDisks = async (system: System): Promise<readonly string[]> => {
  await checkpoint(system.postgresUrl);
  const files = filesBelow(join(system.directory, 'postgres')).map(contentOf);
  const inRows = (await allRows(system.postgresUrl)).flatMap(({ value }) => sealedIn(value));
  const sealed = [...inRows, ...files.flatMap(sealedRawIn)];
  const masterKeys = filesBelow(join(system.directory, 'data/keys'))
    .filter((path) => basename(path).startsWith('master.key'))
    .map((path) => readFileSync(path));
  const boxes = (behind: RegExp) => files.flatMap((content) => boxesIn(content, behind));
  const wrapping = unwrapped(boxes(services), masterKeys, (service) => `lethe ${service} wrapping key`);
  const own = unwrapped(
    boxes(subjects),
    wrapping.map(({ key }) => key),
    (subject) => subject,
  );
  const texts = sealed.flatMap(({ subject, origin, box }) =>
    own
      .filter(({ owner }) => owner === subject)
      .map(({ key }) => opened(key, Buffer.from(box, 'base64url'), JSON.stringify([subject, origin]))?.toString())
      .filter((text) => text !== undefined),
  );
  return [...new Set(texts)];
};
