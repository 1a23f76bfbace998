import type { Unit } from '@lethe/journal';
import { normalisedEmail } from '@lethe/contracts';
import { accountFold, readable } from '../account/account.ts';
import type { IdentityEvent, IdentityKit } from '../identity-kit.ts';
import type { CodePurpose } from './verification.events.ts';
import type { Verification } from './verification.ts';
import { accountStream } from '../account/account.events.ts';
import { purposes, type AskerOfCode } from './purposes.ts';

type Part = Pick<IdentityKit, 'sealing'>;

/** What a code is bound to (ID-7): nothing else of it is stored but a hash over all of this and the code. */
export type Binding = Readonly<{ purpose: CodePurpose; asker: AskerOfCode; destination: string }>;

const named = (asker: AskerOfCode): string => {
  switch (asker.by) {
    case 'session':
      return `session/${asker.sessionId}`;
    case 'link':
      return 'link';
    case 'browser':
      return `browser/${asker.id}`;
  }
};

/** The address can be guessed: it lies under index keys, which go (K1), the one to be written first. */
export const codeHashesOf = ({ sealing }: Part, codeId: string, code: string, binding: Binding) => {
  const { purpose, asker, destination } = binding;
  const bound = [codeId, purpose, named(asker), normalisedEmail(destination), code];
  return sealing.indexes('code', JSON.stringify(bound));
};

/** The HMAC a code would have if it were the live one. */
export const hashFor = (kit: Part, { codes }: Verification, code: string, binding: Binding): string => {
  const { live } = codes[binding.purpose];
  const hashes = codeHashesOf(kit, live?.codeId ?? '', code, binding);
  return hashes.find((hash) => hash === live?.hash) ?? hashes[0];
};

/** The address of an account that may be mailed codes; its revision is asserted, so that no lock is missed. */
export const activeEmail = async (unit: Unit<IdentityEvent>, accountId: string): Promise<string | undefined> => {
  const account = await unit.load(accountStream(accountId), accountFold);
  return account.status === 'active' ? readable(account.email) : undefined;
};

/** What a code for this may be mailed to: only a cancellation is stopped while its account is locked, and until it is final. */
export const emailFor = async (
  unit: Unit<IdentityEvent>,
  accountId: string,
  purpose: CodePurpose,
): Promise<string | undefined> => {
  if (purposes[purpose].by !== 'link') return activeEmail(unit, accountId);
  const account = await unit.load(accountStream(accountId), accountFold);
  const mayStop = account.status === 'active' || account.status === 'locked';
  return mayStop ? readable(account.email) : undefined;
};
