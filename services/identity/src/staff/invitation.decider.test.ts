import { describe, it } from '@jest/globals';
import { specify } from '@lethe/deciding/specify';
import type { InvitationEvent } from './invitation.events.ts';
import {
  acceptInvitation,
  expireInvitation,
  inviteStaff,
  revokeInvitation,
  withdrawInvitation,
} from './invitation.decider.ts';
import { invitationFold } from './invitation.ts';
import type { Roster } from './roster.ts';

const given = specify(invitationFold, {
  inviteStaff,
  acceptInvitation,
  revokeInvitation,
  expireInvitation,
  withdrawInvitation,
});
const invitationId = '7f4f2f0e-64f8-4b2b-9c61-0f9c5c3c7f11';
const accountId = '0a3b7d7e-2f5e-4a35-8f47-4b8e3c1b9a22';
const at = '2026-11-24T07:00:00.000Z';
const lastMoment = '2026-12-01T06:59:59.999Z';
const expiresAt = '2026-12-01T07:00:00.000Z';

const invited: InvitationEvent = {
  type: 'StaffInvited',
  data: { invitationId, email: 'ada@example.com', role: 'administrator', tokenHash: 'hash', invitedAt: at, expiresAt },
};
const accepted: InvitationEvent = {
  type: 'StaffInvitationAccepted',
  data: { invitationId, accountId, acceptedAt: lastMoment },
};
const ended = (because: 'expired' | 'address-cancelled' | 'revoked', endedAt: string): InvitationEvent => ({
  type: 'StaffInvitationEnded',
  data: { invitationId, because, endedAt },
});
const administrator = { role: 'administrator', suspended: false, joinedAt: at } as const;
const accept = (tokenHash: string, when: string, roster: Roster = new Map()) =>
  ({ type: 'AcceptInvitation', data: { tokenHash, accountId, roster, at: when } }) as const;
const expire = (when: string) => ({ type: 'ExpireInvitation', data: { at: when } }) as const;
const withdraw = (releasedAt: string) =>
  ({ type: 'WithdrawInvitation', data: { releasedAt, at: lastMoment } }) as const;

describe('An invitation of an administrator (ADM-1, W1)', () => {
  const by = '1b1c8f6e-6f0b-4d0c-8a55-2f0f3f1f7c77';
  const sent = { ...invited, data: { ...invited.data, by } } as InvitationEvent;
  const roster = (member: object): Roster => new Map([[by, { ...administrator, ...member }]]);

  it('holds while who sent it is an active one', () => {
    given(sent)
      .when(accept('hash', lastMoment, roster({})))
      .then(accepted);
    given(sent)
      .when(accept('hash', lastMoment, new Map()))
      .refused('invitation-unknown');
    for (const member of [{ role: 'support' }, { suspended: true }])
      given(sent)
        .when(accept('hash', lastMoment, roster(member)))
        .refused('invitation-unknown');
  });

  it('can be revoked also where it does not hold any more', () => {
    given(sent).when({ type: 'RevokeInvitation', data: { at } }).then(ended('revoked', at));
  });
});

describe('Inviting staff (ADM-1)', () => {
  const invite = {
    type: 'InviteStaff',
    data: { invitationId, email: 'ada@example.com', role: 'administrator', tokenHash: 'hash', at },
  } as const;
  it('is recorded, for seven days', () => {
    given().when(invite).then(invited);
  });
  it('is recorded once (L11)', () => {
    given(invited).when(invite).nothing();
    given(invited, accepted).when(invite).nothing();
  });
});

describe('Accepting an invitation (ADM-1)', () => {
  it('is recorded, up to the last moment', () => {
    given(invited).when(accept('hash', lastMoment)).then(accepted);
  });
  it('is refused alike for a wrong token, after seven days, a second time, and where there is none', () => {
    given(invited).when(accept('another', lastMoment)).refused('invitation-unknown');
    given(invited).when(accept('hash', expiresAt)).refused('invitation-unknown');
    given(invited, accepted).when(accept('hash', lastMoment)).refused('invitation-unknown');
    given().when(accept('hash', lastMoment)).refused('invitation-unknown');
  });
  it('is refused after the invitation was withdrawn', () => {
    given(invited, ended('address-cancelled', at)).when(accept('hash', lastMoment)).refused('invitation-unknown');
  });
});

describe('Revoking an invitation (ADM-1)', () => {
  const revoke = (when: string) => ({ type: 'RevokeInvitation', data: { at: when } }) as const;
  it('ends it, and its link opens nothing any more', () => {
    given(invited).when(revoke(lastMoment)).then(ended('revoked', lastMoment));
    given(invited, ended('revoked', at)).when(accept('hash', lastMoment)).refused('invitation-unknown');
  });
  it('is refused for one that is over, or never was', () => {
    given(invited).when(revoke(expiresAt)).refused('invitation-unknown');
    given(invited, accepted).when(revoke(lastMoment)).refused('invitation-unknown');
    given(invited, ended('revoked', at)).when(revoke(lastMoment)).refused('invitation-unknown');
    given().when(revoke(at)).refused('invitation-unknown');
  });
});

describe('The end of an invitation', () => {
  it('comes after seven days, once, and not to one that was accepted', () => {
    given(invited).when(expire(lastMoment)).nothing();
    given(invited).when(expire(expiresAt)).then(ended('expired', expiresAt));
    given(invited, ended('expired', expiresAt)).when(expire(expiresAt)).nothing();
    given(invited, accepted).when(expire(expiresAt)).nothing();
  });
  it('comes with the cancellation of its address, where it is older than the release (PLAN-2)', () => {
    given(invited).when(withdraw(lastMoment)).then(ended('address-cancelled', lastMoment));
    given(invited).when(withdraw(at)).nothing();
  });
});
