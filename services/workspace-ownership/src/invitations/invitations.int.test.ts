import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { isShredded } from '@lethe/contracts';
import { eventually } from '@lethe/testing';
import { by, replica, surroundings, type Replica, type Surroundings } from '../testing/replica.ts';
import { granted, hold, invite, mailedToken, mails, open } from '../testing/story.ts';
import type { InvitationEvent } from './invitation.events.ts';

const address = 'MARKER-bob@example.org';
let around: Surroundings;
let one: Replica;
let ada: string;
let workspaceId: string;
beforeEach(async () => {
  around = await surroundings();
  one = replica(around);
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
    one = replica(around);
    await one.start();
    await eventually(async () => expect(isShredded(await addressOf(invitationId))).toBe(true));
  });
});
