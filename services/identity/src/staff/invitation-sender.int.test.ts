import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  AcceptStaffInvitation,
  ChangeStaffRole,
  InviteStaff,
  ListStaffInvitations,
  PreviewStaffInvitation,
  RemoveStaff,
  type StaffRole,
} from '@lethe/contracts';
import { eventually } from '@lethe/testing';
import { password } from '../testing/people.ts';
import { runIdentity, type Running } from '../testing/running.ts';

let running: Running;
beforeAll(async () => {
  running = await runIdentity();
});
afterAll(() => running.stop());

const accept = (token: string) =>
  running.as.gateway.ask(AcceptStaffInvitation, { token, username: 'Grace', password }, { browser: 'b-1' });
const administrator = async (email: string): Promise<string> => {
  const invited = await running.as.operator.ask(InviteStaff, { email, role: 'administrator' });
  const answer = await accept('token' in invited ? invited.token : '');
  if (!('accountId' in answer)) throw new Error(answer.refused);
  return answer.accountId;
};
const by = async (accountId: string) => ({ as: await running.personToken(accountId, 'session-1', 'administrator') });
const over = { refused: 'invitation-unknown', details: {} };

describe('An invitation of an administrator (ADM-1, W1)', () => {
  it('holds while who sent it is one: a lower role makes it worthless until the role is back, no role for good', async () => {
    const [chief, sender] = [await administrator('lead@example.test'), await administrator('former@example.test')];
    const email = 'friend@example.test';
    const sent = await running.as.gateway.ask(InviteStaff, { email, role: 'administrator' }, await by(sender));
    const token = 'token' in sent ? sent.token : '';
    const change = async (role: StaffRole) =>
      running.as.gateway.ask(ChangeStaffRole, { accountId: sender, role }, await by(chief));
    const preview = () => running.as.gateway.ask(PreviewStaffInvitation, { token });
    const listed = async () => {
      const answer = await running.as.gateway.ask(ListStaffInvitations, {}, await by(chief));
      return 'invitations' in answer && answer.invitations.some((each) => each.email === email);
    };
    expect(await preview()).toMatchObject({ email });
    await eventually(async () => expect(await listed()).toBe(true));
    await change('support');
    expect([await preview(), await accept(token), await listed()]).toEqual([over, over, false]);
    await change('administrator');
    expect(await preview()).toMatchObject({ email });
    await running.as.gateway.ask(RemoveStaff, { accountId: sender }, await by(chief));
    expect(await accept(token)).toEqual(over);
  });
});
