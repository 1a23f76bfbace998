import { personOf, type CallContext } from '@lethe/bus';
import type { ChangePassword, InputOf } from '@lethe/contracts';
import { isRefusal, refuse } from '@lethe/deciding';
import type { Recorded, Unit } from '@lethe/journal';
import { aheadOfItsRow } from '@lethe/saga';
import { accountFold, readable } from '../account/account.ts';
import { changePassword } from '../account/change-password.ts';
import { raisingFloor } from '../floors/raising-floor.service.ts';
import type { IdentityEvent, IdentityKit } from '../identity-kit.ts';
import { proving } from '../verification/proving.service.ts';
import { inSession, lineOf } from './asker.ts';
import { isSamePassword } from './password-policy.ts';
import type { Passwords } from './passwords.service.ts';
import { accountStream } from '../account/account.events.ts';

type Input = InputOf<typeof ChangePassword>;
type ChangingKit = Pick<IdentityKit, 'journal' | 'calls' | 'sealing' | 'clock' | 'logger'>;

/** ID-3. The other sessions are over before the person is told (SES-3), where session can be reached. */
export const changingPassword = (kit: ChangingKit, passwords: Passwords) => {
  const change = recordingOf(kit, passwords);
  return async (input: Input, context: CallContext) => {
    const answer = await kit.journal.handle(context.command, (unit) => change(unit, input, context), changedIn);
    if (!isRefusal(answer)) await aheadOfItsRow(raisingFloor(kit), personOf(context).accountId, kit.logger);
    return answer;
  };
};

/**
 * The account is read before anything is proven. So a repeat of what was done is told so, although the current password is
 * another one by now; and of two who change it at once, the second proves a password that is not current any more.
 */
const recordingOf = (kit: ChangingKit, passwords: Passwords) => {
  const prove = proving(kit, passwords);
  return async (unit: Unit<IdentityEvent>, input: Input, context: CallContext) => {
    const { currentPassword, password, factorCode } = input;
    const person = personOf(context);
    const stream = accountStream(person.accountId);
    const account = await unit.load(stream, accountFold);
    if (account.status !== 'active') return refuse('account-not-active');
    const email = readable(account.email);
    const username = readable(account.username);
    if (email === undefined || username === undefined) return refuse('account-not-active');
    const line = lineOf(inSession(person));
    const weak = await passwords.weakness(password, { email, username }, line);
    if (weak !== undefined) return weak;
    if (isSamePassword(password, currentPassword)) return refuse('password-unchanged');
    const proven = await prove(person, { password: currentPassword, factorCode }, context);
    if (isRefusal(proven)) return proven;
    const data = {
      passwordHash: await passwords.hash(password, line),
      sessionId: person.sessionId,
      at: kit.clock(),
    };
    const decision = changePassword({ type: 'ChangePassword', data }, account);
    if (isRefusal(decision)) return decision;
    unit.record(stream, decision);
    return undefined;
  };
};

const changedIn = ([event]: readonly Recorded<IdentityEvent>[]) => {
  if (event?.type !== 'PasswordChanged') throw new Error('The change of the password was not recorded.');
  return { changedAt: event.data.changedAt };
};
