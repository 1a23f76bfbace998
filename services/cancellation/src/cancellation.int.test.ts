import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CallFault, type NatsCalls } from '@lethe/bus';
import { verifyCertificate } from '@lethe/certificate';
import {
  AcknowledgeClearing,
  ConfirmCancellation,
  firstToClear,
  ListCancellations,
  ReadCancellationStatus,
  ReadClearing,
  ReadPreCheck,
  StopCancellation,
} from '@lethe/contracts';
import { eventually } from '@lethe/testing';
import { actingIn, current, evidenceAt, somebody, type Confirmed } from './testing/acting.ts';
import { agreementsInChinese, due, memberships, neighbours } from './testing/neighbours.ts';
import { surroundings, type Surroundings } from './testing/running.ts';

describe('The cancellation service', () => {
  let world: Surroundings;
  let replicas: Awaited<ReturnType<Surroundings['start']>>[];
  let gateway: NatsCalls;
  beforeAll(async () => {
    world = await surroundings();
    replicas = [await world.start(), await world.start()];
    gateway = await world.callsOf('gateway');
  }, 60_000);
  afterAll(async () => {
    for (const replica of replicas) await replica.stop();
    await world.stop();
  });

  const {
    tokenOf,
    grantFor,
    confirm,
    confirmed,
    statusOf,
    reached,
    acknowledge,
    accept,
    askedToClear,
    clearedByAll,
    staffView,
    timelineOf,
  } = actingIn(() => world);

  describe('The pre-check (CAN-3, CAN-4)', () => {
    it("shows every blocker at once and the account's own figures", async () => {
      const who = somebody();
      const [alone, shared] = [randomUUID(), randomUUID()];
      neighbours.say(who.accountId, {
        lastAdministrator: true,
        owned: [
          { workspaceId: alone, name: 'Alone', onlyMember: true },
          { workspaceId: shared, name: 'Shared', onlyMember: false },
        ],
      });
      const answer = await gateway.ask(ReadPreCheck, {}, { as: await tokenOf(who) });
      const blocks = { participant: 'workspace-ownership', code: 'owner-of-workspace' };
      expect(answer.blockers).toEqual([
        { ...blocks, workspaceId: alone, workspaceName: 'Alone', onlyMember: true, remedies: ['close-workspace'] },
        {
          ...blocks,
          workspaceId: shared,
          workspaceName: 'Shared',
          onlyMember: false,
          remedies: ['transfer-ownership'],
        },
        expect.objectContaining({ code: 'last-administrator', remedies: ['appoint-administrator'] }),
      ]);
      expect(Math.abs(Date.parse(answer.notice.finalAt) - Date.parse(world.clock()))).toBeLessThan(10_000);
      expect(answer.notice).toEqual({
        workspacesLeft: 3,
        workspaces: memberships,
        sessionsEnded: 2,
        secondFactorRemoved: true,
        ticketsClosed: 1,
        tickets: [{ ticketId: who.accountId, submittedAt: '2026-11-24T08:00:00.000Z', ...due }],
        holdBackDays: 0,
        finalAt: answer.notice.finalAt,
        keyBackUpDays: 30,
      });
    });
  });

  describe('Confirming (CAN-5, CAN-6)', () => {
    it('needs a grant of identity, of this account, whose session lives', async () => {
      const [who, other] = [somebody(), somebody()];
      const invalid = { refused: 'grant-invalid', details: {} };
      expect(await confirm(who, 'no grant')).toEqual(invalid);
      expect(await confirm(who, await grantFor(who, 'session'))).toEqual(invalid);
      expect(await confirm(who, await grantFor(other))).toEqual(invalid);
      neighbours.say(who.accountId, { sessionEnded: true });
      expect(await confirm(who, await grantFor(who))).toEqual({ refused: 'session-ended', details: {} });
    });

    it('is for the very session that the grant was given to: the grant alone, or another session, confirms nothing (CAN-2)', async () => {
      const [who, ended] = [somebody(), { refused: 'session-ended', details: {} }];
      const grant = await grantFor(who);
      expect(await gateway.ask(ConfirmCancellation, { grant, agreements: current })).toEqual(ended);
      expect(await confirm({ ...who, sessionId: randomUUID() }, grant)).toEqual(ended);
      expect(await confirm(who, grant)).toMatchObject({ cancellationId: expect.any(String) });
    });

    it('needs the agreements that are current, and shows them again', async () => {
      const who = somebody();
      const refused = { refused: 'agreements-changed', details: { current } };
      expect(await confirm(who, await grantFor(who), [])).toEqual(refused);
      expect(await confirm(who, await grantFor(who), [{ id: 'terms', version: '1', digest: 'old' }])).toEqual(refused);
    });

    it('takes them in the language in which they were read (API-4)', async () => {
      const who = somebody();
      const inChinese = agreementsInChinese.map(({ id, version, digest }) => ({ id, version, digest }));
      expect(await confirm(who, await grantFor(who), inChinese)).toMatchObject({ cancellationId: expect.any(String) });
    });

    it('is refused while a blocker stands, and spends no grant', async () => {
      const who = somebody();
      const grant = await grantFor(who);
      const owned = [{ workspaceId: randomUUID(), name: 'W', onlyMember: false }];
      neighbours.say(who.accountId, { owned, lastAdministrator: true });
      const blockers = [{ code: 'owner-of-workspace' }, { code: 'last-administrator' }];
      expect(await confirm(who, grant)).toMatchObject({ refused: 'cancellation-blocked', details: { blockers } });
      neighbours.say(who.accountId, {});
      expect(await confirm(who, grant)).toMatchObject({ cancellationId: expect.any(String) });
    });

    it('gives one cancellation, however often and from wherever it is confirmed (C13)', async () => {
      const who = somebody();
      const [grant, other] = [await grantFor(who), await grantFor(who)];
      const answers = await Promise.all([grant, other, grant, other, grant].map((each) => confirmed(who, each)));
      expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
      neighbours.say(who.accountId, { sessionEnded: true });
      expect(await gateway.ask(ConfirmCancellation, { grant, agreements: [] })).toEqual(answers[0]);
    });
  });

  describe('The whole story (CAN-7, CAN-11, CAN-12)', () => {
    const who = somebody();
    let cancellation: Confirmed;

    it('is final at once, frees the address, mails, and asks everybody but notification to clear', async () => {
      cancellation = await confirmed(who);
      await reached(cancellation, 'final');
      for (const name of firstToClear) await askedToClear(who, name);
      const asked = neighbours.asked(who.accountId);
      expect(asked[0]).toBe('hold ownership');
      expect(asked.slice(1, 3).toSorted()).toEqual(['lock account', 'lock sessions']);
      await eventually(() =>
        expect(neighbours.asked(who.accountId).slice(3).toSorted()).toEqual([
          'mail cancellation-confirmed',
          'release claims',
        ]),
      );
      expect(world.published(who.accountId)).not.toContain('lethe.clr.v1.notification.p0.<account>.requested');
    });

    it('is cleared everywhere but open tickets when only ticketing is left and has said until when', async () => {
      await accept('ticketing', who, cancellation);
      for (const name of ['session', 'mfa', 'workspace-ownership', 'identity'] as const)
        await acknowledge(name, who, cancellation);
      const { finishedBy, clearedAt, completedAt, lockedAt } = await reached(cancellation, 'cleared-but-tickets');
      expect({ finishedBy, completedAt }).toEqual({ finishedBy: due.closesAt, completedAt: null });
      expect([clearedAt, lockedAt]).not.toContain(null);
    });

    it('says when each ticket is closed, and everything else where ticketing does not answer', async () => {
      const closures = [{ ...due, closedAt: null }];
      expect((await statusOf(cancellation)).closures).toEqual(closures);
      expect((await staffView(who)).closures).toEqual(closures);
      neighbours.say(who.accountId, { ticketingAway: true });
      const without = { state: 'cleared-but-tickets', closures: null };
      expect(await statusOf(cancellation)).toMatchObject(without);
      expect(await staffView(who)).toMatchObject(without);
    });

    it('believes nobody who speaks for somebody else, was not asked, or names another cancellation (C7)', async () => {
      const unknown = { refused: 'cancellation-unknown', details: {} };
      expect(await acknowledge('notification', who, cancellation)).toEqual(unknown);
      const another = { ...cancellation, cancellationId: randomUUID() };
      expect(await acknowledge('ticketing', who, another)).toEqual(unknown);
      const { cancellationId } = cancellation;
      const evidence = evidenceAt(world.clock());
      const stranger = await world.callsOf('gateway', 'ticketing');
      const said = { accountId: who.accountId, cancellationId, evidence };
      await expect(stranger.ask(AcknowledgeClearing, said)).rejects.toMatchObject({ fault: 'forbidden' });
    });

    it('has asked for what it said, and for nothing else (EVT-5, T4)', async () => {
      const { accountId } = who;
      const { cancellationId } = cancellation;
      const { finalAt } = (await staffView(who)).moments;
      if (finalAt === null) throw new Error('It is not final.');
      const calls = await world.callsOf('ticketing');
      const said = { accountId, cancellationId, finalAt, releasedAt: finalAt };
      expect(await calls.ask(ReadClearing, said)).toEqual({ asked: true });
      const later = new Date(Date.parse(finalAt) + 1).toISOString();
      for (const forged of [{ finalAt: later }, { releasedAt: later }, { cancellationId: randomUUID() }])
        expect(await calls.ask(ReadClearing, { ...said, ...forged })).toEqual({ asked: false });
      const notification = await world.callsOf('notification');
      expect(await notification.ask(ReadClearing, said)).toEqual({ asked: false });
    });

    it('then hands over the last mail, clears the addresses, clears notification, certifies and completes', async () => {
      await acknowledge('ticketing', who, cancellation);
      await askedToClear(who, 'notification');
      expect(neighbours.asked(who.accountId).slice(5)).toEqual([
        'make email digest',
        'mail cancellation-last',
        'clear addresses',
      ]);
      await acknowledge('notification', who, cancellation);
      const { certificate, completedAt, certifiedAt, closures } = await reached(cancellation, 'completed');
      expect([completedAt, certifiedAt]).not.toContain(null);
      expect(closures).toBeNull();
      const { checks, statement } = await verifyCertificate(certificate ?? '', world.publicKeys);
      expect(checks.filter(({ holds }) => !holds)).toEqual([]);
      const everybody = [...firstToClear, 'notification'];
      expect(statement).toMatchObject({
        iss: 'cancellation',
        accountId: who.accountId,
        cancellationId: cancellation.cancellationId,
        emailDigest: 'salted',
        asked: everybody,
        agreements: current,
      });
      const view = await staffView(who);
      expect(view).toMatchObject({ state: 'completed', certificate, stopped: null, closures: null, earlier: [] });
      expect(view.participants.map(({ participant }) => participant)).toEqual(everybody);
      const asked = view.participants.flatMap((each) => [each.askedAt, each.acknowledgedAt, each.evidence]);
      expect(asked).not.toContain(null);
      expect(world.published(who.accountId).filter((subject) => subject.startsWith('lethe.evt'))).toEqual([
        'lethe.evt.cancellation.v1.p0.<account>.final',
        'lethe.evt.cancellation.v1.p0.<account>.completed',
      ]);
    });

    it('answers late and repeated acknowledgements and confirmations as before (C7)', async () => {
      expect(await acknowledge('mfa', who, cancellation)).toEqual({});
      expect(await accept('ticketing', who, cancellation)).toEqual({});
      await eventually(async () => expect((await timelineOf(who)).at(-1)).toBe('CompletionEnteredInLedger'));
    });

    it('puts the link into the mails, and its token opens this cancellation alone', async () => {
      const { cancellationId, statusToken } = cancellation;
      const link = `http://127.0.0.1:4400/cancellation#${cancellationId}.${statusToken}`;
      expect(cancellation.statusUrl).toBe(link);
      const mailed = neighbours.mailed.filter(({ accountId }) => accountId === who.accountId);
      expect(mailed.map(({ parameters }) => parameters)).toEqual([
        { statusLink: link },
        { statusLink: link, cancellationId },
      ]);
      const unknown = { refused: 'cancellation-unknown', details: {} };
      const wrong = [
        { cancellationId, statusToken: `${statusToken.slice(0, -1)}!` },
        { cancellationId: randomUUID(), statusToken },
      ];
      for (const input of wrong) expect(await gateway.ask(ReadCancellationStatus, input)).toEqual(unknown);
    });

    it("is in the staff's list", async () => {
      const as = await tokenOf(somebody(), 'administrator');
      const { cancellationId, confirmedAt } = cancellation;
      await eventually(async () => {
        const { accountId } = who;
        const list = await gateway.ask(ListCancellations, { accountId, state: ['completed'] }, { as });
        const line = { cancellationId, accountId, attempt: 1, state: 'completed', confirmedAt };
        expect(list).toEqual({ cancellations: [line], nextCursor: null, total: 1 });
      });
    });
  });

  describe('Withdrawn (CAN-7)', () => {
    const everyUndo = ['release ownership hold', 'unlock account', 'unlock sessions'];

    it.each([
      ['who became an owner meanwhile', { becomesOwner: true }, 'owner-of-workspaces', ['hold ownership']],
      [
        'who is the last administrator by then',
        { becomesLastAdministrator: true },
        'lock-refused',
        ['hold ownership', 'lock account'],
      ],
    ] as const)('%s has everything as before, and is told', async (_who, script, because, votes) => {
      const who = somebody();
      neighbours.say(who.accountId, script);
      const cancellation = await confirmed(who);
      await reached(cancellation, 'withdrawn');
      await eventually(() => expect(neighbours.asked(who.accountId).at(-1)).toBe('mail cancellation-withdrawn'));
      expect(neighbours.asked(who.accountId)).toEqual(expect.arrayContaining([...votes, ...everyUndo]));
      expect(neighbours.mailed.find(({ accountId }) => accountId === who.accountId)?.parameters).toEqual({ because });
      neighbours.say(who.accountId, {});
      const next = await confirmed(who);
      expect(next.cancellationId).not.toBe(cancellation.cancellationId);
      await reached(next, 'final');
      expect((await statusOf(cancellation)).state).toBe('withdrawn');
    });
  });

  describe('Faults (CAN-8)', () => {
    it('asks again until it is answered, and never assumes an outcome', async () => {
      const who = somebody();
      neighbours.say(who.accountId, { failures: 3 });
      const cancellation = await confirmed(who);
      await reached(cancellation, 'final');
      expect((await timelineOf(who)).slice(0, 5).toSorted()).toEqual([
        'CancellationMadeFinal',
        'CancellationRequested',
        'LockedInIdentity',
        'LockedInSession',
        'OwnershipHeld',
      ]);
    });

    it('lets exactly one of Final and a stop by staff win (C11)', async () => {
      const as = await tokenOf(somebody(), 'administrator');
      const outcomes = await Promise.all(
        Array.from({ length: 20 }, async (_, index) => {
          const who = somebody();
          const cancellation = await confirmed(who);
          await new Promise((resolve) => setTimeout(resolve, index * 15));
          const stop = { accountId: who.accountId, reason: 'asked-by-person' } as const;
          const answer = await gateway.ask(StopCancellation, stop, { as });
          await reached(cancellation, 'refused' in answer ? 'final' : 'withdrawn');
          const ends = new Set(['CancellationMadeFinal', 'CancellationWithdrawn']);
          return (await timelineOf(who)).filter((what) => ends.has(what));
        }),
      );
      expect(outcomes.filter((ends) => ends.length !== 1)).toEqual([]);
    }, 60_000);

    it('does every step once where two replicas run it', async () => {
      const people = Array.from({ length: 10 }, somebody);
      const cancellations = await Promise.all(people.map((who) => confirmed(who)));
      for (const [index, who] of people.entries()) {
        const cancellation = cancellations[index];
        if (cancellation === undefined) throw new Error('Not confirmed.');
        await clearedByAll(who, cancellation);
        await reached(cancellation, 'completed');
        const timeline = await timelineOf(who);
        const once = timeline.filter((what) => !['ClearingAsked', 'ParticipantCleared'].includes(what));
        expect(once).toHaveLength(new Set(once).size);
        expect(timeline).toHaveLength(once.length + 12);
      }
    }, 60_000);
  });

  describe('A hold-back (CAN-7a)', () => {
    beforeAll(async () => {
      for (const replica of replicas) await replica.stop();
      replicas = [await world.start({ LETHE_HOLD_BACK_DAYS: '30' })];
    });

    it('keeps it reversible until its end, and then it goes on by itself', async () => {
      const who = somebody();
      const cancellation = await confirmed(who);
      await reached(cancellation, 'locked');
      world.setClock('+29d23h');
      await new Promise((resolve) => setTimeout(resolve, 500));
      expect((await statusOf(cancellation)).state).toBe('locked');
      world.setClock('+30d1m');
      await reached(cancellation, 'final');
      const as = await tokenOf(somebody(), 'administrator');
      const tooLate = await gateway.ask(StopCancellation, { accountId: who.accountId, reason: 'legal-hold' }, { as });
      expect(tooLate).toEqual({ refused: 'cancellation-final', details: {} });
    });

    it('can be stopped by staff meanwhile, and the person is told', async () => {
      const who = somebody();
      const cancellation = await confirmed(who);
      await reached(cancellation, 'locked');
      const as = await tokenOf(somebody(), 'administrator');
      const stop = { accountId: who.accountId, reason: 'asked-by-person' } as const;
      expect(await gateway.ask(StopCancellation, stop, { as })).toEqual({});
      const { withdrawnBecause, finalNotBefore } = await reached(cancellation, 'withdrawn');
      expect(withdrawnBecause).toBe('stopped-by-staff');
      expect(Date.parse(finalNotBefore) - Date.parse(cancellation.confirmedAt)).toBe(30 * 86_400_000);
      expect((await staffView(who)).stopped).toMatchObject({ by: expect.any(String), reason: stop.reason });
      await eventually(() => expect(neighbours.asked(who.accountId).at(-1)).toBe('mail cancellation-withdrawn'));
      const asPerson = gateway.ask(StopCancellation, stop, { as: await tokenOf(who) });
      await expect(asPerson).rejects.toThrow(CallFault);
    });

    it('answers a grant for 24 hours, not a minute longer', async () => {
      const who = somebody();
      const grant = await grantFor(who);
      world.setClock('+31d');
      const cancellation = await confirmed(who, await grantFor(who));
      world.setClock('+31d23h59m');
      const first = await grantFor(who);
      expect(await confirmed(who, first)).toEqual(cancellation);
      expect(await confirm(who, grant)).toMatchObject({ refused: 'grant-invalid' });
      world.setClock('+32d1m');
      expect(await confirm(who, await grantFor(who))).toMatchObject({ refused: 'grant-invalid' });
    });
  });
});
