import { isShredded, normalisedEmail, type Personal } from '@lethe/contracts';
import type { Indexed } from '@lethe/journal';
import type { IdentityKit } from '../identity-kit.ts';
import { registrationStream } from '../registration/registration.events.ts';
import { registrationFold } from '../registration/registration.ts';
import { invitationStream } from '../staff/invitation.events.ts';
import { invitationFold } from '../staff/invitation.ts';
import { accountStream } from './account.events.ts';
import { accountFold } from './account.ts';

export const indexedKinds = ['email', 'pending-email', 'invited-email'] as const;

/** What holds an address, and which: its rows are written anew from it under another key. */
export const indexedAddresses = ({ journal }: IdentityKit): Readonly<Record<string, Indexed>> =>
  ({
    email: {
      streamOf: accountStream,
      valuesOf: async (accountId) => {
        const account = await journal.state(accountStream(accountId), accountFold);
        return account.status === 'unregistered' ? [] : normalised(account.email);
      },
    },
    'pending-email': {
      streamOf: registrationStream,
      valuesOf: async (registrationId) => {
        const registration = await journal.state(registrationStream(registrationId), registrationFold);
        return registration.status === 'pending' ? normalised(registration.email) : [];
      },
    },
    'invited-email': {
      streamOf: invitationStream,
      valuesOf: async (invitationId) => {
        const invitation = await journal.state(invitationStream(invitationId), invitationFold);
        return invitation.status === 'open' ? normalised(invitation.email) : [];
      },
    },
  }) satisfies Readonly<Record<(typeof indexedKinds)[number], Indexed>>;

const normalised = (email: Personal<string> | undefined): readonly string[] =>
  email === undefined || isShredded(email) ? [] : [normalisedEmail(email)];
