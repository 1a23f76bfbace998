import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { isShredded } from '@lethe/contracts';
import { eventually } from '@lethe/testing';
import { by, replica, surroundings, type Replica, type Surroundings } from '../testing/replica.ts';
import { granted, hold, invite, join, mailedToken, mails, open, openInvitations } from '../testing/story.ts';
import type { WorkspaceEvent } from '../workspaces/workspace.events.ts';
import type { InvitationEvent } from './invitation.events.ts';

const address = 'MARKER-bob@example.org';
let around: Surroundings;
let one: Replica;
let ada: string;
let workspaceId: string;
beforeEach(async () => {
  around = await surroundings(({ subject, input }) =>
    subject.endsWith('people.read')
      ? { people: (input['accountIds'] as string[]).map((accountId) => ({ accountId, username: 'Ada' })) }
      : { email: null },
  );
  one = await replica(around);
  await one.start();
  ada = randomUUID();
  workspaceId = await open(one, ada);
});
afterEach(async () => {
  await one.stop();
  await around.close();
});

const accept = (token: string, accountId: string) => one.invitations.accept({ token }, by(accountId));
const unknown = { refused: 'invitation-unknown', details: {} };
const addressOf = async (invitationId: string) => {
  const [invited] = await one.kit.journal.read<InvitationEvent>(`invitation-${invitationId}`);
  return invited?.type === 'MemberInvited' ? invited.data.email : undefined;
};

describe('Inviting by email (WS-3, WS-5)', () => {
  it('mails a link with the token, to the address alone', async () => {
    const { invitationId, expiresAt } = await invite(one, workspaceId, ada, address);
    expect(expiresAt).toBe('2026-12-08T09:00:00.000Z');
    expect(mails(around).map(({ input }) => input)).toStrictEqual([
      {
        invitationId,
        address,
        template: 'workspace-invitation',
        parameters: {
          workspaceName: 'Ours',
          link: `http://127.0.0.1:4400/invitation#${mailedToken(around)}`,
          expiresAt,
        },
      },
    ]);
    expect(mailedToken(around)).toMatch(/^[\w-]{43}$/);
  });

  it('asked again under the same key sends the same mail again', async () => {
    const key = randomUUID();
    const input = { workspaceId, email: address, role: 'member' } as const;
    const first = await granted(one.invitations.invite(input, by(ada, { key })));
    expect(await one.invitations.invite(input, by(ada, { key }))).toStrictEqual(first);
    const [mail, again] = mails(around);
    expect(again).toStrictEqual(mail);
  });

  it('keeps address and token out of every row of the database', async () => {
    await invite(one, workspaceId, ada, address);
    const { rows } = await around.pool.query<{ table: string }>(
      `select table_name as table from information_schema.tables where table_schema = 'public'`,
    );
    const dumps = await Promise.all(
      rows.map(({ table }) => around.pool.query<{ row: string }>(`select t::text as row from "${table}" t`)),
    );
    const dump = dumps.flatMap((each) => each.rows.map(({ row }) => row)).join('\n');
    expect(dump).toContain(ada);
    expect(dump).not.toContain('MARKER');
    expect(dump).not.toContain(mailedToken(around));
  });
});

describe('An invitation is for its address (W1, WS-5)', () => {
  it('and is accepted by whoever has it, as identity compares addresses, and by nobody else', async () => {
    const [bob, eve] = [randomUUID(), randomUUID()];
    around.addresses.set(bob, 'marker-BOB@example.org');
    around.addresses.set(eve, 'eve@example.org');
    await invite(one, workspaceId, ada, address);
    const token = mailedToken(around);
    expect(await accept(token, eve)).toStrictEqual({ refused: 'invitation-for-another-address', details: {} });
    expect(await accept(token, bob)).toStrictEqual({ workspaceId });
  });

  it('and shows nothing of it to whoever opens the link', async () => {
    const { expiresAt } = await invite(one, workspaceId, ada, address);
    const token = mailedToken(around);
    const preview = () => one.invitations.preview({ token });
    expect(await preview()).toStrictEqual({ workspaceName: 'Ours', role: 'member', expiresAt });
    await granted(accept(token, randomUUID()));
    expect(await preview()).toStrictEqual(unknown);
    expect(await one.invitations.preview({ token: 'nobody' })).toStrictEqual(unknown);
  });
});

describe('An invitation holds while its sender may invite (W1, WS-5)', () => {
  const administrator = async () => {
    const bob = await join(one, around, workspaceId, ada);
    await granted(one.members.changeRole({ workspaceId, accountId: bob, role: 'administrator' }, by(ada)));
    return bob;
  };
  const demote = (bob: string) =>
    granted(one.members.changeRole({ workspaceId, accountId: bob, role: 'member' }, by(ada)));
  const remove = (bob: string) => granted(one.members.remove({ workspaceId, accountId: bob }, by(ada)));

  it.each([
    ['removed', remove],
    ['demoted', demote],
  ])('and is dead and off the list once the sender is %s', async (_how, takeAway) => {
    const bob = await administrator();
    await invite(one, workspaceId, bob, address);
    const token = mailedToken(around);
    expect(await openInvitations(one, workspaceId, ada)).toHaveLength(1);
    await takeAway(bob);
    expect(await openInvitations(one, workspaceId, ada)).toStrictEqual([]);
    expect(await one.invitations.preview({ token })).toStrictEqual(unknown);
    expect(await accept(token, bob)).toStrictEqual(unknown);
    await invite(one, workspaceId, ada, address);
    expect(await accept(mailedToken(around), randomUUID())).toStrictEqual({ workspaceId });
  });

  it('and stays dead where the sender becomes administrator again', async () => {
    const bob = await administrator();
    await invite(one, workspaceId, bob, address);
    const token = mailedToken(around);
    await demote(bob);
    around.clock.advance({ seconds: 1 });
    await granted(one.members.changeRole({ workspaceId, accountId: bob, role: 'administrator' }, by(ada)));
    expect(await openInvitations(one, workspaceId, ada)).toStrictEqual([]);
    expect(await accept(token, randomUUID())).toStrictEqual(unknown);
  });

  it('whatever the removal of the sender and the acceptance do at the same moment', async () => {
    const two = await replica(around);
    for (let round = 0; round < 8; round += 1) {
      around.clock.advance({ minutes: 61 });
      const bob = await administrator();
      await invite(one, workspaceId, bob, address);
      const token = mailedToken(around);
      const guest = randomUUID();
      const acts = [() => remove(bob), () => two.invitations.accept({ token }, by(guest))];
      const done = await Promise.all((round % 2 === 0 ? acts : acts.toReversed()).map((act) => act()));
      const accepted = done.some((answer) => 'workspaceId' in answer);
      const history = await one.kit.journal.read<WorkspaceEvent>(`workspace-${workspaceId}`);
      const order = history.flatMap(({ type, data }) => {
        if (type === 'MemberLeft' && data.accountId === bob) return ['removed'];
        return type === 'MemberJoined' && data.accountId === guest ? ['joined'] : [];
      });
      expect(order).toStrictEqual(accepted ? ['joined', 'removed'] : ['removed']);
    }
  });
});

describe('One open invitation of an address in a workspace (WS-5)', () => {
  it('is the newest one: the token before is dead, and its address is gone', async () => {
    const first = await invite(one, workspaceId, ada, address);
    const before = mailedToken(around);
    const second = await invite(one, workspaceId, ada, address.toLowerCase());
    expect(await accept(before, randomUUID())).toStrictEqual(unknown);
    expect((await openInvitations(one, workspaceId, ada)).map(({ invitationId }) => invitationId)).toStrictEqual([
      second.invitationId,
    ]);
    await eventually(async () => expect(isShredded(await addressOf(first.invitationId))).toBe(true));
    expect(await accept(mailedToken(around), randomUUID())).toStrictEqual({ workspaceId });
  });

  it('stays one where it is invited on two replicas at once', async () => {
    const two = await replica(around);
    const input = { workspaceId, email: address, role: 'member' } as const;
    const answers = await Promise.all(
      [one, two, one, two, one].map(({ invitations }) => granted(invitations.invite(input, by(ada)))),
    );
    expect(new Set(answers.map(({ invitationId }) => invitationId)).size).toBe(5);
    expect(await openInvitations(one, workspaceId, ada)).toHaveLength(1);
    const tokens = mails(around).map(({ input: mail }) => (mail['parameters'] as { link: string }).link.split('#')[1]);
    const accepted = await Promise.all(tokens.map((token) => accept(token ?? '', randomUUID())));
    expect(accepted.filter((answer) => !('refused' in answer))).toHaveLength(1);
  });

  it('is no concern of other workspaces', async () => {
    await invite(one, workspaceId, ada, address);
    const token = mailedToken(around);
    await invite(one, await open(one, ada), ada, address);
    expect(await accept(token, randomUUID())).toStrictEqual({ workspaceId });
  });
});

describe('The open invitations of a workspace (WS-5, API-1)', () => {
  it('are shown newest first with who sent them, in pages, to whoever may invite', async () => {
    const sent: string[] = [];
    for (const name of ['a', 'b', 'c']) {
      sent.unshift((await invite(one, workspaceId, ada, `${name}@example.org`)).invitationId);
      around.clock.advance({ seconds: 1 });
    }
    const page = async (cursor?: string) =>
      granted(one.invitations.list({ workspaceId, limit: 2, ...(cursor === undefined ? {} : { cursor }) }, by(ada)));
    const first = await page();
    const second = await page(first.nextCursor ?? '');
    const shown = [...first.invitations, ...second.invitations];
    expect(shown.map(({ invitationId }) => invitationId)).toStrictEqual(sent);
    expect([first.invitations.length, second.nextCursor]).toStrictEqual([2, null]);
    expect(first.invitations[0]).toStrictEqual({
      invitationId: sent[0],
      email: 'c@example.org',
      role: 'member',
      invitedBy: ada,
      invitedByName: 'Ada',
      invitedAt: '2026-11-24T09:00:02.000Z',
      expiresAt: '2026-12-08T09:00:02.000Z',
    });
    expect(await one.invitations.list({ workspaceId, cursor: 'x' }, by(ada))).toMatchObject({
      refused: 'cursor-invalid',
    });
  });

  it('are shown, sent anew and revoked by nobody else', async () => {
    const { invitationId } = await invite(one, workspaceId, ada, address);
    const bob = await join(one, around, workspaceId, ada);
    const attempts = (who: string) => [
      one.invitations.list({ workspaceId }, by(who)),
      one.invitations.resend({ workspaceId, invitationId }, by(who)),
      one.invitations.revoke({ workspaceId, invitationId }, by(who)),
    ];
    for (const answer of attempts(bob)) expect(await answer).toMatchObject({ refused: 'not-permitted' });
    for (const answer of attempts(randomUUID())) expect(await answer).toMatchObject({ refused: 'workspace-unknown' });
  });

  it('are revoked once: the token is dead, and the address is gone', async () => {
    const { invitationId } = await invite(one, workspaceId, ada, address);
    const revoke = (where: string) => one.invitations.revoke({ workspaceId: where, invitationId }, by(ada));
    expect(await revoke(await open(one, ada))).toStrictEqual(unknown);
    expect(await revoke(workspaceId)).toStrictEqual({});
    expect(await revoke(workspaceId)).toStrictEqual(unknown);
    expect(await accept(mailedToken(around), randomUUID())).toStrictEqual(unknown);
    expect(await openInvitations(one, workspaceId, ada)).toStrictEqual([]);
    await eventually(async () => expect(isShredded(await addressOf(invitationId))).toBe(true));
  });

  it('are sent anew by another administrator, whose they are then', async () => {
    const bob = await join(one, around, workspaceId, ada);
    await granted(one.members.changeRole({ workspaceId, accountId: bob, role: 'administrator' }, by(ada)));
    const { invitationId } = await invite(one, workspaceId, bob, address);
    const before = mailedToken(around);
    around.clock.advance({ days: 1 });
    const anew = await granted(one.invitations.resend({ workspaceId, invitationId }, by(ada)));
    expect(anew.expiresAt).toBe('2026-12-09T09:00:00.000Z');
    expect(mails(around).at(-1)?.input).toMatchObject({ invitationId: anew.invitationId, address });
    expect(await one.invitations.resend({ workspaceId, invitationId }, by(ada))).toStrictEqual(unknown);
    expect(await accept(before, randomUUID())).toStrictEqual(unknown);
    await granted(one.members.remove({ workspaceId, accountId: bob }, by(ada)));
    expect(await accept(mailedToken(around), randomUUID())).toStrictEqual({ workspaceId });
  });
});

describe('Invitations within an hour (I3)', () => {
  const sendTo = (from: Replica, email: string, sender = ada, where = workspaceId) =>
    from.invitations.invite({ workspaceId: where, email, role: 'member' }, by(sender));
  const tooMany = (retryAt: string) => ({ refused: 'too-many-invitations', details: { retryAt } });

  it('are at most 20 of one sender, 50 of one workspace and 5 to one address where nothing else is set', () => {
    expect(one.kit.settings).toMatchObject({
      LETHE_INVITATIONS_BY_SENDER_PER_HOUR: 20,
      LETHE_INVITATIONS_BY_WORKSPACE_PER_HOUR: 50,
      LETHE_INVITATIONS_TO_ADDRESS_PER_HOUR: 5,
    });
  });

  it('are capped for a sender, over all workspaces, also where many are sent at once on two replicas', async () => {
    const settings = { LETHE_INVITATIONS_BY_SENDER_PER_HOUR: 3 };
    const replicas = [await replica(around, settings), await replica(around, settings)];
    const other = await open(one, ada);
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        sendTo(replicas[index % 2] ?? one, `${index}@example.org`, ada, index % 3 === 0 ? other : workspaceId),
      ),
    );
    expect(answers.filter((answer) => !('refused' in answer))).toHaveLength(3);
    expect(mails(around)).toHaveLength(3);
    expect(answers.filter((answer) => 'refused' in answer)).toStrictEqual(
      Array.from({ length: 7 }, () => tooMany('2026-11-24T10:00:00.000Z')),
    );
  });

  it('are capped for a workspace, whoever sends them, and sending one anew counts', async () => {
    const bob = await join(one, around, workspaceId, ada);
    await granted(one.members.changeRole({ workspaceId, accountId: bob, role: 'administrator' }, by(ada)));
    const capped = await replica(around, { LETHE_INVITATIONS_BY_WORKSPACE_PER_HOUR: 3 });
    const { invitationId } = await granted(sendTo(capped, 'a@example.org'));
    await granted(capped.invitations.resend({ workspaceId, invitationId }, by(bob)));
    expect(await sendTo(capped, 'b@example.org', bob)).toStrictEqual(tooMany('2026-11-24T10:00:00.000Z'));
  });

  it('are capped for an address however it is written, and go on after an hour', async () => {
    const capped = await replica(around, { LETHE_INVITATIONS_TO_ADDRESS_PER_HOUR: 2 });
    await granted(sendTo(capped, 'Bob@example.org'));
    around.clock.advance({ minutes: 1 });
    await granted(sendTo(capped, 'bob@EXAMPLE.org'));
    const key = randomUUID();
    const third = () =>
      capped.invitations.invite({ workspaceId, email: 'bob@example.org', role: 'member' }, by(ada, { key }));
    expect(await third()).toStrictEqual(tooMany('2026-11-24T10:00:00.000Z'));
    expect(await openInvitations(one, workspaceId, ada)).toHaveLength(1);
    around.clock.advance({ minutes: 59 });
    await granted(third());
  });

  it('count what was permitted only, and each once', async () => {
    const capped = await replica(around, { LETHE_INVITATIONS_BY_SENDER_PER_HOUR: 1 });
    const key = randomUUID();
    expect(await sendTo(capped, 'a@example.org', randomUUID())).toMatchObject({ refused: 'workspace-unknown' });
    const input = { workspaceId, email: 'a@example.org', role: 'member' } as const;
    const first = await granted(capped.invitations.invite(input, by(ada, { key })));
    expect(await capped.invitations.invite(input, by(ada, { key }))).toStrictEqual(first);
    expect(await sendTo(capped, 'b@example.org')).toMatchObject({ refused: 'too-many-invitations' });
  });
});

describe('Accepting an invitation (WS-3, WS-5)', () => {
  it('works once, for one of many who try at the same moment, and its address is gone soon after', async () => {
    const { invitationId } = await invite(one, workspaceId, ada, address);
    const token = mailedToken(around);
    const answers = await Promise.all(Array.from({ length: 10 }, () => accept(token, randomUUID())));
    expect(answers.filter((answer) => !('refused' in answer))).toStrictEqual([{ workspaceId }]);
    expect(await accept(token, randomUUID())).toStrictEqual(unknown);
    await eventually(async () => expect(isShredded(await addressOf(invitationId))).toBe(true));
  });

  it('answers a repeated call alike', async () => {
    await invite(one, workspaceId, ada);
    const [bob, key] = [randomUUID(), randomUUID()];
    const asking = () => one.invitations.accept({ token: mailedToken(around) }, by(bob, { key }));
    expect([await asking(), await asking()]).toStrictEqual([{ workspaceId }, { workspaceId }]);
  });

  it('is refused to an account that is held, and stays open to others', async () => {
    await invite(one, workspaceId, ada);
    const bob = randomUUID();
    await granted(hold(one, bob));
    expect(await accept(mailedToken(around), bob)).toMatchObject({ refused: 'member-not-eligible' });
    expect(await accept(mailedToken(around), randomUUID())).toStrictEqual({ workspaceId });
  });

  it('finds nothing once the workspace is closed, or with a token of nobody', async () => {
    await invite(one, workspaceId, ada);
    await granted(one.workspaces.close({ workspaceId, typedName: 'Ours' }, by(ada)));
    expect(await accept(mailedToken(around), randomUUID())).toStrictEqual(unknown);
    expect(await accept('nobody', randomUUID())).toStrictEqual(unknown);
  });

  it('is over after 14 days, also where nobody was there then, and the address is gone (C8)', async () => {
    const { invitationId } = await invite(one, workspaceId, ada, address);
    await one.stop();
    around.clock.advance({ days: 14 });
    expect(await accept(mailedToken(around), randomUUID())).toStrictEqual(unknown);
    expect(await addressOf(invitationId)).toBe(address);
    one = await replica(around);
    await one.start();
    await eventually(async () => expect(isShredded(await addressOf(invitationId))).toBe(true));
  });
});
