import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { byName } from './kinds.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
/** What NATS and the platform throw. */
const ofOthers = [
  'AbortError',
  'AuthorizationError',
  'ClosedConnectionError',
  'ConnectionError',
  'DrainingConnectionError',
  'JetStreamNotEnabled',
  'JetStreamStatusError',
  'NoResponders',
  'PermissionViolationError',
  'TimeoutError',
  'UserAuthenticationExpiredError',
];
/** Whose kind their own code, fault or cause says, or which nobody expects. A new one is put here or into the list. */
const unlisted = [
  'AnswerTooLarge',
  'CallFault',
  'ClearingUnknown',
  'ContractBroken',
  'Explained',
  'IndexKeyMissing',
  'InvalidBody',
  'LedgerUnfit',
  'LogBehindStream',
  'LookUpUnaccounted',
  'MailsWrong',
  'MigrationChanged',
  'SealBroken',
  'ServerTooOld',
  'SettingsWrong',
  'Unavailable',
  'UnknownView',
  'UnreadableMessage',
  'WrappedKeyBroken',
];

const sources = ['libs', 'services'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\/src\/.*\.ts$/.test(path) && !/\.test\.ts$|\/testing\/|^console\//.test(path))
    .map((path) => readFileSync(join(root, folder, path), 'utf8')),
);
const classes = sources.flatMap((text) =>
  [...text.matchAll(/class (\w+) extends (?:Error|Explained|CallFault)\b/g)].map(([, name]) => name ?? ''),
);

describe('Every error of ours (K2, L3)', () => {
  it('has its kind by name, or none on purpose', () => {
    expect(classes.length).toBeGreaterThan(20);
    expect(classes.filter((name) => !Object.hasOwn(byName, name)).toSorted()).toEqual(unlisted);
  });

  it('is there where the list names it', () => {
    expect(
      Object.keys(byName)
        .filter((name) => !classes.includes(name))
        .toSorted(),
    ).toEqual(ofOthers);
  });
});
