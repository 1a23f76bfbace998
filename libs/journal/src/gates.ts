import { accountSubject } from '@lethe/contracts';
import type { Command } from './command.ts';

/** The gate is closed: this service clears or has cleared the account, and nothing new may be stored for it. */
export class AccountGone extends Error {
  override readonly name = 'AccountGone';
  constructor(readonly accountId: string) {
    super('This account is being cancelled or is gone. Nothing can be added to it.');
  }
}

const category = 'gate-';

export const gateOf = (accountId: string): string => `${category}${accountId}`;

/** Whose gate a stream is; undefined where it is none. */
export const accountBehind = (stream: string): string | undefined =>
  stream.startsWith(category) ? stream.slice(category.length) : undefined;

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Whom a command concerns: who gives it, and whose key its request is digested under. */
export const concernedBy = ({ actor, subject }: Pick<Command, 'actor' | 'subject'>): readonly string[] => {
  const ofAccount = accountSubject('');
  const named = subject?.startsWith(ofAccount) === true ? [subject.slice(ofAccount.length)] : [];
  return [...new Set([actor, ...named].filter((id) => uuid.test(id)))];
};

/**
 * Whose stream it is, if it is an account's: streams are called by their category and the id of whatever they are about. An id
 * of something else has no gate, so that asserting that it is open is true and needs no list of what belongs to whom.
 */
export const ownersOf = (streams: Iterable<string>): readonly string[] =>
  [...streams].map((stream) => stream.slice(stream.indexOf('-') + 1)).filter((id) => uuid.test(id));
