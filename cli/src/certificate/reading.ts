import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import type { PublicKeys } from '@lethe/certificate';
import { readPublishedKeys } from '@lethe/service';
import { environmentHere } from '../environment.ts';

/** There is nothing to check, or nothing to check it with. */
export class CannotBeRead extends Error {
  override readonly name = 'CannotBeRead';
}

/** The JWS as it was kept; `-` is what comes in. Whoever copies it from a mail may bring line breaks with it. */
export const certificateIn = async (file: string): Promise<string> => {
  const kept = await orSay(
    () => (file === '-' ? text(process.stdin) : readFile(file, 'utf8')),
    `${file} cannot be read.`,
  );
  return kept.replaceAll(/\s/g, '');
};

/** A file or an address with a JWK set; else the keys in the data folder, past ones included. */
export const publicKeysFrom = async (from: string | undefined): Promise<PublicKeys> => {
  if (from === undefined)
    return orSay(
      async () => readPublishedKeys(environmentHere()['LETHE_DATA'] ?? '.lethe'),
      'There are no public keys here. Name them: --keys FILE or --keys https://…/.well-known/jwks.json',
    );
  return orSay(async () => {
    const found = JSON.parse(
      /^https?:\/\//.test(from) ? await fetched(from) : await readFile(from, 'utf8'),
    ) as PublicKeys;
    if (!Array.isArray(found.keys)) throw new TypeError('No JWK set.');
    return found;
  }, `${from} gives no public keys.`);
};

const fetched = async (url: string): Promise<string> => {
  const answer = await fetch(url, { signal: AbortSignal.timeout(10_000) });
  if (!answer.ok) throw new Error(`Status ${answer.status}.`);
  return answer.text();
};

const orSay = async <Read>(read: () => Promise<Read>, message: string): Promise<Read> => {
  try {
    return await read();
  } catch (cause) {
    throw new CannotBeRead(message, { cause });
  }
};
