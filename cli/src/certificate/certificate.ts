import { parseArgs } from 'node:util';
import { verifyCertificate, type AddressClaimed } from '@lethe/certificate';
import { UsageError } from '../usage.ts';
import { CannotBeRead, certificateIn, publicKeysFrom } from './reading.ts';
import { reportOf } from './report.ts';

const how = 'Say: lethe certificate verify FILE [--keys FILE|URL] [--email ADDRESS --salt SALT]';

/** CAN-11: checks a certificate by the public keys alone; nothing has to run. 0: it holds. 1: it does not. 2: not checked. */
export const certificate = async ([action, ...words]: readonly string[]): Promise<void> => {
  if (action !== 'verify') throw new UsageError(how);
  const { file, keys, address } = asked(words);
  try {
    const verified = await verifyCertificate(await certificateIn(file), await publicKeysFrom(keys), address);
    process.stdout.write(reportOf(verified));
    if (!verified.holds) process.exitCode = 1;
  } catch (error) {
    if (!(error instanceof CannotBeRead)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 2;
  }
};

type Asked = Readonly<{ file: string; keys: string | undefined; address: AddressClaimed | undefined }>;

const asked = (words: readonly string[]): Asked => {
  const { values, positionals } = parsed(words);
  const { keys, email, salt } = values;
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0 || (email === undefined) !== (salt === undefined))
    throw new UsageError(how);
  return { file, keys, address: email === undefined || salt === undefined ? undefined : { email, salt } };
};

const parsed = (words: readonly string[]) => {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: withValues(words),
      options: { keys: text, email: text, salt: text },
      allowPositionals: true,
    });
  } catch {
    throw new UsageError(how);
  }
};

/** A salt may begin with a dash, which would be taken for an option. */
const withValues = (words: readonly string[]): string[] => {
  const [word, value, ...rest] = words;
  if (word === undefined) return [];
  if (value === undefined || !/^--(keys|email|salt)$/.test(word)) return [word, ...withValues(words.slice(1))];
  return [`${word}=${value}`, ...withValues(rest)];
};
