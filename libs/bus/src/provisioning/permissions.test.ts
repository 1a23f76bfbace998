import { describe, expect, it } from '@jest/globals';
import { AcknowledgeClearing, InviteStaff } from '@lethe/contracts';
import { identityNames, type Outsider } from './identities.ts';
import { busContracts, permissionsOf } from './permissions.ts';
import { serverAccounts } from './server-accounts.ts';

const ours = busContracts();
const of = (name: string) => permissionsOf(name, ours);

const reporting: Outsider = { name: 'reporting', kind: 'subscriber', contexts: ['account', 'cancellation'] };
const archive: Outsider = { name: 'archive', kind: 'participant', contexts: [] };
const withOutsiders = busContracts([reporting, archive]);

describe('What somebody may do on the bus (EVT-5)', () => {
  it('is what the contracts say of a service: calls, answers, own stream, own durables', () => {
    const { publish, subscribe } = of('mfa');
    expect(publish).toEqual([
      '$JS.ACK.LETHE_CANCELLATION.mfa-clear-account-p0.>',
      '$JS.ACK.LETHE_MFA.mfa-mail-factor-change-p0.>',
      '_INBOX_cancellation.>',
      '_INBOX_gateway.>',
      '_INBOX_identity.>',
      '_INBOX_session.>',
      'lethe.evt.factor.v1.>',
      'lethe.js.CONSUMER.INFO.LETHE_CANCELLATION.mfa-clear-account-p0',
      'lethe.js.CONSUMER.INFO.LETHE_MFA.mfa-mail-factor-change-p0',
      'lethe.js.CONSUMER.MSG.NEXT.LETHE_CANCELLATION.mfa-clear-account-p0',
      'lethe.js.CONSUMER.MSG.NEXT.LETHE_MFA.mfa-mail-factor-change-p0',
      'lethe.js.STREAM.INFO.LETHE_MFA',
      'lethe.js.STREAM.MSG.GET.LETHE_CANCELLATION',
      'lethe.js.STREAM.MSG.GET.LETHE_MFA',
      'lethe.rpc.cancellation.participant.accept',
      'lethe.rpc.cancellation.participant.acknowledge',
      'lethe.rpc.cancellation.participant.read',
      'lethe.rpc.identity.code.confirm',
      'lethe.rpc.notification.mail.send',
      'lethe.rpc.session.account.raise-floor',
    ]);
    expect(subscribe).toContain('lethe.rpc.mfa.factor.check mfa');
    expect(subscribe).toContain('_INBOX_mfa.>');
    expect(subscribe.every((subject) => /^_INBOX_mfa\.>$|^lethe\.rpc\.mfa\.\S+ mfa$/.test(subject))).toBe(true);
  });

  it('is for a person what the gateway may, and for whoever has the command line what names the operator', () => {
    expect(of('gateway').publish).toContain('lethe.rpc.session.session.check');
    expect(of('gateway').publish).not.toContain(AcknowledgeClearing.subject);
    expect(of('operator').publish).toContain(InviteStaff.subject);
    expect(of('operator').subscribe).toEqual(['_INBOX_operator.>']);
  });

  it('is nothing of JetStream but its own stream and durables, for everybody but the provisioner, which deletes nothing', () => {
    for (const name of identityNames.filter((each) => each !== 'provisioner')) {
      const { publish, subscribe } = of(name);
      const broad = [...publish, ...subscribe].filter((subject) => /^([>*$]|lethe\.[>*]|_INBOX\.)/.test(subject));
      expect(broad.filter((subject) => !subject.startsWith('$JS.ACK.LETHE_'))).toEqual([]);
      expect(publish.filter((subject) => /^lethe\.js\..*[*>]/.test(subject))).toEqual([]);
      expect(publish.filter((subject) => /CREATE|UPDATE|DELETE|PURGE|SNAPSHOT|RESTORE|LEADER/.test(subject))).toEqual(
        [],
      );
    }
    expect(of('provisioner').publish.filter((subject) => /DELETE|PURGE|MSG|NEXT/.test(subject))).toEqual([]);
  });

  it('is for a subscriber of another team to pull from its own durables and acknowledge there, and nothing else at all', () => {
    expect(permissionsOf('reporting', withOutsiders)).toEqual({
      publish: [
        '$JS.ACK.LETHE_CANCELLATION.reporting-cancellation-p0.>',
        '$JS.ACK.LETHE_IDENTITY.reporting-account-p0.>',
        'lethe.js.CONSUMER.INFO.LETHE_CANCELLATION.reporting-cancellation-p0',
        'lethe.js.CONSUMER.INFO.LETHE_IDENTITY.reporting-account-p0',
        'lethe.js.CONSUMER.MSG.NEXT.LETHE_CANCELLATION.reporting-cancellation-p0',
        'lethe.js.CONSUMER.MSG.NEXT.LETHE_IDENTITY.reporting-account-p0',
      ],
      subscribe: ['_INBOX_reporting.>'],
    });
  });

  it('is for a participant of another team, beside that, to hear what it is to clear, and to answer cancellation', () => {
    expect(permissionsOf('archive', withOutsiders)).toEqual({
      publish: [
        '$JS.ACK.LETHE_CANCELLATION.archive-clear-account-p0.>',
        'lethe.js.CONSUMER.INFO.LETHE_CANCELLATION.archive-clear-account-p0',
        'lethe.js.CONSUMER.MSG.NEXT.LETHE_CANCELLATION.archive-clear-account-p0',
        'lethe.rpc.cancellation.participant.accept',
        'lethe.rpc.cancellation.participant.acknowledge',
        'lethe.rpc.cancellation.participant.read',
      ],
      subscribe: ['_INBOX_archive.>'],
    });
    const filters = withOutsiders.plan.durables.filter(({ consumer }) => ['reporting', 'archive'].includes(consumer));
    expect(filters.map(({ filter }) => filter)).toEqual([
      'lethe.evt.account.v1.p0.*.*',
      'lethe.evt.cancellation.v1.p0.*.*',
      'lethe.clr.v1.archive.p0.*.requested',
    ]);
  });

  it('changes for nobody of ours when another team comes, but that cancellation answers a participant', () => {
    for (const name of identityNames) {
      const { publish, subscribe } = permissionsOf(name, withOutsiders);
      const added = publish.filter((subject) => !of(name).publish.includes(subject));
      expect([name, added]).toEqual([name, name === 'cancellation' ? ['_INBOX_archive.>'] : []]);
      expect(subscribe).toEqual(of(name).subscribe);
    }
  });

  it('is written so that an empty list allows nothing, where NATS would take it for everything', () => {
    const text = serverAccounts(ours.plan, [
      { name: 'x', keys: ['UX'], permissions: { publish: [], subscribe: ['a.b x'] } },
    ]);
    expect(text).toContain('publish: { deny: ">" }');
    expect(text).toContain('"a.b x"');
  });
});
