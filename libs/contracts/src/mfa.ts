import * as z from 'zod';
import { code, factorCode } from './account-fields.ts';
import { askerKind } from './asker.ts';
import { call, id, instant, noDetails } from './call.ts';
import { secret } from './personal.ts';
import { publicEvent } from './public-event.ts';
import { revision } from './revision.ts';

const retry = z.strictObject({ retryAt: instant });

/** MFA-1: after a code sent by email, the secret to scan or type. */
export const StartTotp = call({
  subject: 'lethe.rpc.mfa.totp.start',
  callers: ['person'],
  input: z.strictObject({ emailCode: secret(code) }),
  output: z.strictObject({ otpauthUri: z.string().max(2_048), secret: z.string().max(256) }),
  refuses: {
    'code-wrong': z.strictObject({ attemptsLeft: z.int().min(0) }),
    'code-expired': noDetails,
    'factor-bound-already': noDetails,
    'account-not-active': noDetails,
  },
});

export const ConfirmTotp = call({
  subject: 'lethe.rpc.mfa.totp.confirm',
  callers: ['person'],
  input: z.strictObject({ code: secret(code) }),
  output: z.strictObject({ recoveryCodes: z.array(z.string().max(32)).max(10) }),
  refuses: {
    'second-factor-wrong': noDetails,
    'factor-locked': retry,
    'binding-not-started': noDetails,
    'factor-bound-already': noDetails,
  },
});

export const UnbindTotp = call({
  subject: 'lethe.rpc.mfa.totp.unbind',
  callers: ['person'],
  input: z.strictObject({ code: secret(factorCode) }),
  output: z.strictObject({}),
  refuses: { 'second-factor-wrong': noDetails, 'factor-locked': retry, 'no-factor': noDetails },
});

export const ReadFactors = call({
  subject: 'lethe.rpc.mfa.factor.read',
  callers: ['person'],
  input: z.strictObject({}),
  output: z.strictObject({ totp: z.boolean(), boundAt: instant.nullable(), recoveryCodesLeft: z.int().min(0) }),
  refuses: {},
});

/** From the write side: does a sign-in of this account need a second factor? */
export const RequiresFactor = call({
  subject: 'lethe.rpc.mfa.factor.required',
  callers: ['service:session', 'service:identity', 'service:cancellation'],
  signed: true,
  input: z.strictObject({ accountId: id }),
  output: z.strictObject({ required: z.boolean(), revision }),
  refuses: {},
});

/**
 * MFA-3: a TOTP step and a recovery code are accepted once; failures lock the factor for a growing time, for who is of the same
 * kind alone (ID-2a): a stranger who knows the password locks out strangers.
 */
export const CheckFactor = call({
  subject: 'lethe.rpc.mfa.factor.check',
  callers: ['service:session', 'service:identity'],
  signed: true,
  input: z.strictObject({ accountId: id, code: secret(factorCode), asker: askerKind }),
  output: z.strictObject({ method: z.enum(['totp', 'recovery-code']), checkedAt: instant, revision }),
  refuses: { 'second-factor-wrong': noDetails, 'factor-locked': retry, 'no-factor': noDetails },
});

export const FactorBound = publicEvent({
  type: 'lethe.factor.bound.v1',
  context: 'factor',
  name: 'bound',
  meaning: 'The account has a second factor from now on. It was bound in this session.',
  data: z.strictObject({ accountId: id, sessionId: id, boundAt: instant }),
});

export const FactorUnbound = publicEvent({
  type: 'lethe.factor.unbound.v1',
  context: 'factor',
  name: 'unbound',
  meaning: 'The account has no second factor any more. It was unbound in this session.',
  data: z.strictObject({ accountId: id, sessionId: id, unboundAt: instant }),
});
