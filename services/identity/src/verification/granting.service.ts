import { personOf, type CallContext, type PersonClaims } from '@lethe/bus';
import { CheckFactor, RequiresFactor, type InputOf, type IssueCancellationGrant } from '@lethe/contracts';
import { isRefusal, refuse } from '@lethe/deciding';
import { idFrom, type Recorded, type Unit } from '@lethe/journal';
import type { Passwords } from '../credential/passwords.service.ts';
import type { IdentityEvent, IdentityKit } from '../identity.kit.ts';
import type { Codes } from './codes.service.ts';
import { confirmCode } from './confirm-code.ts';
import { grantCancellation } from './grant-cancellation.ts';
import { checkCode, codeExpired } from './live-code.ts';
import { verificationDecider } from './verification.decider.ts';
import type { VerificationEventOf } from './verification.events.ts';
import { verificationStream } from './verification.ts';

type Input = InputOf<typeof IssueCancellationGrant>;
type Granted = VerificationEventOf<'CancellationGranted'>['data'];
/** `checked`: the emailed code was seen to be right, and the second factor given where there is one. */
type Proven = Readonly<{ methods: readonly string[]; checked: boolean }>;

const purpose = 'cancellation';

/**
 * CAN-2. A wrong code is counted at once, a right one is used up only together with the grant: so a mistyped second
 * factor does not cost the emailed code.
 */
export const granting = (kit: IdentityKit, passwords: Passwords, codes: Codes) => {
  const { journal, calls, keyring, clock } = kit;

  /** Is the emailed code the live one? Nothing is recorded yet. */
  const fits = async (accountId: string, emailCode: string): Promise<boolean> => {
    const verification = await journal.state(verificationStream(accountId), verificationDecider);
    const hash = codes.hashFor(verification, purpose, emailCode);
    return checkCode(verification[purpose].live, hash, clock()).result === 'right';
  };

  const prove = async (
    { accountId }: PersonClaims,
    { password, emailCode, factorCode }: Input,
    { command, correlationId }: CallContext,
  ) => {
    const { required } = await calls.ask(RequiresFactor, { accountId }, { correlationId });
    if (required && factorCode === undefined) return refuse('second-factor-required');
    if (password !== undefined) {
      const verified = await passwords.checkOwn(accountId, password, command);
      if (isRefusal(verified)) return verified;
    } else if (emailCode === undefined || !(await fits(accountId, emailCode))) return { methods: [], checked: false };
    const first = password === undefined ? 'email-code' : 'password';
    if (!required || factorCode === undefined) return { methods: [first], checked: true };
    const key = `${command.id}/factor`;
    const factor = await calls.ask(CheckFactor, { accountId, code: factorCode }, { key, correlationId });
    if (!isRefusal(factor)) return { methods: [first, factor.method], checked: true };
    return factor.refused === 'no-factor' ? { methods: [first], checked: true } : factor;
  };

  const record = async (
    unit: Unit<IdentityEvent>,
    person: PersonClaims,
    input: Input,
    proven: Proven,
    grantId: string,
  ) => {
    const { accountId, sessionId } = person;
    const stream = verificationStream(accountId);
    const at = clock();
    if ((await codes.activeEmail(unit, accountId)) === undefined) return refuse('account-not-active');
    const verification = await unit.load(stream, verificationDecider);
    if (input.password === undefined && input.emailCode !== undefined) {
      const codeHash = codes.hashFor(verification, purpose, input.emailCode);
      const decision = confirmCode({ type: 'ConfirmCode', data: { accountId, purpose, codeHash, at } }, verification);
      if (isRefusal(decision)) return decision;
      const right = decision.some(({ type }) => type === 'CodeConfirmed');
      if (right && !proven.checked) return codeExpired;
      unit.record(stream, decision);
      if (!right) return undefined;
    }
    const data = { accountId, grantId, sessionId, methods: proven.methods, at };
    unit.record(stream, grantCancellation({ type: 'GrantCancellation', data }));
    return undefined;
  };

  const signed = async ({ accountId, grantId, sessionId, methods, expiresAt }: Granted) => {
    const seconds = Math.max(0, Math.floor((Date.parse(expiresAt) - Date.parse(clock())) / 1000));
    const claims = { sub: accountId, sid: sessionId, methods, jti: grantId };
    return { grant: await keyring.sign(claims, { typ: 'grant+jwt', audience: 'cancellation', seconds }), expiresAt };
  };

  return async (input: Input, context: CallContext) => {
    if (input.password === undefined && input.emailCode === undefined) return refuse('verification-missing');
    const person = personOf(context);
    const { command } = context;
    const proven = await prove(person, input, context);
    if (isRefusal(proven)) return proven;
    const grantId = idFrom(command.id, 'grant');
    const outcome = await journal.handle(command, (unit) => record(unit, person, input, proven, grantId), outcomeIn);
    return isRefusal(outcome) ? outcome : signed(outcome);
  };
};

const outcomeIn = (events: readonly Recorded<IdentityEvent>[]) => {
  for (const { type, data } of events) {
    if (type === 'CancellationGranted') return data;
    if (type === 'CodeRejected') return refuse('code-wrong', { attemptsLeft: data.attemptsLeft });
  }
  throw new Error('The grant was not recorded.');
};
