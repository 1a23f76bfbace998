import type { CallContext } from '@lethe/bus';
import { isRefusal, refuse } from '@lethe/deciding';
import type { Recorded } from '@lethe/journal';
import type { IdentityEvent, IdentityKit } from '../identity-kit.ts';
import { emailFor, hashFor } from './codes.service.ts';
import { confirmCode } from './confirm-code.ts';
import type { AskerOfCode } from './purposes.ts';
import { verificationFold } from './verification.ts';
import { verificationStream, type CodePurpose } from './verification.events.ts';

type Given = Readonly<{ accountId: string; purpose: CodePurpose; asker: AskerOfCode; code: string }>;

/** Uses up a code, or counts a wrong guess (ID-7). */
export const checking =
  (kit: Pick<IdentityKit, 'journal' | 'sealing' | 'clock'>) =>
  ({ accountId, purpose, asker, code }: Given, { command }: CallContext) =>
    kit.journal.handle(
      command,
      async (unit) => {
        const destination = await emailFor(unit, accountId, purpose);
        if (destination === undefined) return refuse('account-not-active');
        const verification = await unit.load(verificationStream(accountId), verificationFold);
        const codeHash = hashFor(kit, verification, code, { purpose, asker, destination });
        const data = { accountId, purpose, codeHash, at: kit.clock() };
        const decision = confirmCode({ type: 'ConfirmCode', data }, verification);
        if (isRefusal(decision)) return decision;
        unit.record(verificationStream(accountId), decision);
        return undefined;
      },
      outcomeIn,
    );

const outcomeIn = ([event]: readonly Recorded<IdentityEvent>[]) => {
  if (event?.type === 'CodeConfirmed') return { confirmedAt: event.data.confirmedAt };
  if (event?.type === 'CodeRejected') return refuse('code-wrong', { attemptsLeft: event.data.attemptsLeft });
  throw new Error('The confirmation was not recorded.');
};
