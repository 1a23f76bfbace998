import { CommandReused, idFrom, type Recorded, type Unit } from '@lethe/journal';
import { normalisedEmail } from '@lethe/contracts';
import { isRefusal, refuse } from '@lethe/deciding';
import type { IdentityEvent, IdentityKit } from '../identity-kit.ts';
import type { AdmitCode } from './code-sends.service.ts';
import { codeHashesOf, type Binding } from './codes.service.ts';
import { secondsAfter } from './instants.ts';
import { sixDigits } from './live-code.ts';
import { secondsBetweenSends, sendCode } from './send-code.ts';
import { verificationFold } from './verification.ts';
import { verificationStream } from './verification.events.ts';

type Part = Pick<IdentityKit, 'sealing' | 'clock'>;

type CodeToSend = Readonly<{
  /** In whose stream: an account's id, or a browser's. */
  of: string;
  /** Null where nobody has the address: then no code fits, and the work is the same (ID-2). */
  accountId: string | null;
  binding: Binding;
  caps: Parameters<AdmitCode>[0];
}>;

/** A command sends one code to one address: sent again with another address, it is another request. Under each index key there is. */
const codeIdsOf = ({ sealing }: Part, commandId: string, destination: string): readonly [string, ...string[]] => {
  const [first, ...others] = sealing.indexes('code-to', normalisedEmail(destination));
  const idWith = (index: string): string => idFrom(commandId, `code/${index}`);
  return [idWith(first), ...others.map(idWith)];
};

const codeOf = ({ sealing }: Part, codeId: string): string => sixDigits(sealing.mac('code-of', codeId));

/** Records that a code is sent (ID-7), under the caps of whoever asks. */
export const recordCode = async (
  kit: Part,
  unit: Unit<IdentityEvent>,
  { of, accountId, binding, caps }: CodeToSend,
  { commandId, admit }: Readonly<{ commandId: string; admit: AdmitCode }>,
) => {
  const stream = verificationStream(of);
  const [codeId] = codeIdsOf(kit, commandId, binding.destination);
  const codeHash = accountId === null ? null : codeHashesOf(kit, codeId, codeOf(kit, codeId), binding)[0];
  const data = { accountId, purpose: binding.purpose, codeId, codeHash, at: kit.clock() };
  const decision = sendCode({ type: 'SendCode', data }, await unit.load(stream, verificationFold));
  if (isRefusal(decision)) return decision;
  const retryAt = await admit(caps);
  if (retryAt !== undefined) return refuse('too-many-codes', { retryAt });
  unit.record(stream, decision);
  return undefined;
};

/**
 * What was sent, for its mail and its answer. The code comes out of what was recorded: a repeat mails the same one.
 * @throws CommandReused where it was recorded for another address.
 */
export const codeIn =
  (kit: Part, { commandId, destination }: Readonly<{ commandId: string; destination?: string }>) =>
  (events: readonly Recorded<IdentityEvent>[]) => {
    const event = events.find(({ type }) => type === 'CodeSent');
    if (event?.type !== 'CodeSent') throw new Error('The code was not recorded.');
    const { codeId, codeHash, expiresAt, sentAt } = event.data;
    if (destination !== undefined && !codeIdsOf(kit, commandId, destination).includes(codeId))
      throw new CommandReused(commandId);
    const resendAt = secondsAfter(sentAt, secondsBetweenSends);
    return { code: codeHash === null ? null : codeOf(kit, codeId), expiresAt, resendAt };
  };
