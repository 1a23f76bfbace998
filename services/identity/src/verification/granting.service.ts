import { personOf, type CallContext, type PersonClaims } from '@lethe/bus';
import { isRefusal, millisecondsBetween, refuse } from '@lethe/deciding';
import { idFrom, type Recorded, type Unit } from '@lethe/journal';
import type { Passwords } from '../credential/passwords.service.ts';
import type { IdentityEvent, IdentityKit } from '../identity-kit.ts';
import { activeEmail, hashFor } from './codes.service.ts';
import { confirmCode } from './confirm-code.ts';
import { issueGrant } from './grant.ts';
import { codeExpired } from './live-code.ts';
import { proving, type GrantInput, type Proven } from './proving.service.ts';
import { verificationStream, type GrantPurpose, type VerificationEventOf } from './verification.events.ts';
import { verificationFold } from './verification.ts';

type Granted = VerificationEventOf<'GrantIssued'>['data'];
type Granting = Readonly<{
  purpose: GrantPurpose;
  person: PersonClaims;
  input: GrantInput;
  proven: Proven;
  grantId: string;
}>;

type GrantingKit = Pick<IdentityKit, 'journal' | 'calls' | 'sealing' | 'clock' | 'keyring'>;

/** CAN-2. A wrong code is counted at once; a right one is used up in the append that makes the grant. */
export const granting = (kit: GrantingKit, passwords: Passwords) => {
  const prove = proving(kit, passwords);
  return async (purpose: GrantPurpose, input: GrantInput, context: CallContext) => {
    if (input.password === undefined && input.emailCode === undefined) return refuse('verification-missing');
    const person = personOf(context);
    const { command } = context;
    const proven = await prove(person, { ...input, purpose }, context);
    if (isRefusal(proven)) return proven;
    const granted = { purpose, person, input, proven, grantId: idFrom(command.id, 'grant') };
    const outcome = await kit.journal.handle(command, (unit) => record(kit, unit, granted), outcomeIn);
    return isRefusal(outcome) ? outcome : signed(kit, outcome);
  };
};

const record = async (
  kit: GrantingKit,
  unit: Unit<IdentityEvent>,
  { purpose, person, input, proven, grantId }: Granting,
) => {
  const { accountId, sessionId } = person;
  const stream = verificationStream(accountId);
  const at = kit.clock();
  const destination = await activeEmail(unit, accountId);
  if (destination === undefined) return refuse('account-not-active');
  const verification = await unit.load(stream, verificationFold);
  if (input.password === undefined && input.emailCode !== undefined) {
    const binding = { purpose, asker: { by: 'session', sessionId }, destination } as const;
    const codeHash = hashFor(kit, verification, input.emailCode, binding);
    const decision = confirmCode({ type: 'ConfirmCode', data: { accountId, purpose, codeHash, at } }, verification);
    if (isRefusal(decision)) return decision;
    const right = decision.some(({ type }) => type === 'CodeConfirmed');
    if (right && !proven.checked) return codeExpired;
    unit.record(stream, decision);
    if (!right) return undefined;
  }
  const data = { accountId, grantId, purpose, sessionId, methods: proven.methods, at };
  unit.record(stream, issueGrant({ type: 'IssueGrant', data }));
  return undefined;
};

const signed = async ({ keyring, clock }: GrantingKit, granted: Granted) => {
  const { accountId, grantId, purpose, audience, sessionId, methods, expiresAt } = granted;
  const seconds = Math.max(0, Math.floor(millisecondsBetween(clock(), expiresAt) / 1000));
  const claims = { sub: accountId, sid: sessionId, purpose, methods, jti: grantId };
  return { grant: await keyring.sign(claims, { typ: 'grant+jwt', audience, seconds }), expiresAt };
};

const outcomeIn = (events: readonly Recorded<IdentityEvent>[]) => {
  for (const { type, data } of events) {
    if (type === 'GrantIssued') return data;
    if (type === 'CodeRejected') return refuse('code-wrong', { attemptsLeft: data.attemptsLeft });
  }
  throw new Error('The grant was not recorded.');
};
