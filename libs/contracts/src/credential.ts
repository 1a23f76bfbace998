import * as z from 'zod';
import { factorCode, password } from './account-fields.ts';
import { knownDevice, network } from './asker.ts';
import { call, id, instant, noDetails, staffRoles } from './call.ts';
import { secret } from './personal.ts';
import { retry, weak } from './refusal-details.ts';
import { revision } from './revision.ts';

/**
 * Who signs in with this password: one answer for wrong, unknown, locked and cancelled alike (ID-2, CAN-13). A wrong one
 * counts for the device where it is known to the account, else for strangers to the address and for the network (ID-2a).
 */
export const CheckCredentials = call({
  subject: 'lethe.rpc.identity.credential.check',
  callers: ['service:session'],
  signed: true,
  input: z.strictObject({
    email: z.string().max(1024),
    password: secret(password),
    from: z.strictObject({ network: network.exactOptional(), device: knownDevice.exactOptional() }),
  }),
  output: z.strictObject({ accountId: id, staffRole: z.enum(staffRoles).optional(), verifiedAt: instant, revision }),
  refuses: { 'credentials-wrong': noDetails, 'too-many-attempts': retry },
});

/** The password of somebody who is signed in already (SES-7). A wrong one counts for this session alone (ID-2a). */
export const CheckOwnPassword = call({
  subject: 'lethe.rpc.identity.credential.check-own',
  callers: ['service:session'],
  signed: true,
  input: z.strictObject({ accountId: id, sessionId: id, password: secret(password) }),
  output: z.strictObject({ verifiedAt: instant, revision }),
  refuses: { 'credentials-wrong': noDetails, 'too-many-attempts': retry },
});

/**
 * ID-3: the current password proves who asks, with the second factor where there is one that this session was not given
 * lately (SES-7). Every other session ends (SES-3).
 */
export const ChangePassword = call({
  subject: 'lethe.rpc.identity.credential.change',
  callers: ['person'],
  input: z.strictObject({
    currentPassword: secret(password).meta({ description: 'What one signs in with so far.' }),
    password: secret(password),
    factorCode: secret(factorCode).optional(),
  }),
  output: z.strictObject({ changedAt: instant }),
  refuses: {
    'password-too-weak': weak,
    'password-unchanged': noDetails,
    'credentials-wrong': noDetails,
    'too-many-attempts': retry,
    'second-factor-required': noDetails,
    'second-factor-wrong': noDetails,
    'factor-locked': retry,
    'account-not-active': noDetails,
  },
});
