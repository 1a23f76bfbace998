import { randomUUID } from 'node:crypto';
import { Browser, expectStatus } from '../story/browser.ts';
import { stranger } from '../story/cancel-account.story.ts';
import { bindAuthenticator, register, signIn, signOut, staffMember, type Person } from '../story/person.ts';
import { submitTicket } from '../story/tickets.ts';
import { addMember, createWorkspace, firstWorkspace } from '../story/workspaces.ts';
import { inviteAdministrator } from '../system/operator.ts';
import type { System } from '../system/system.ts';
import type { Known } from './requests.ts';

/** Everybody there is to ask, and what belongs to the first of them. */
export type Cast = Readonly<{
  nobody: Browser;
  owner: Person;
  member: Person;
  other: Person;
  /** The same administrator twice: signed in without the second factor, and with it. */
  staffWithoutFactor: Person;
  staff: Person;
  workspaceId: string;
  ticketId: string;
  sessionId: string;
}>;

const somebody = async (system: System, mark: string): Promise<Person> =>
  signIn(await register(system.world, stranger(mark)));

const administrators = async (system: System): Promise<Readonly<{ staff: Person; staffWithoutFactor: Person }>> => {
  const [one, two] = [stranger('grace'), stranger('hedy')];
  const staff = await staffMember(system.world, one, await inviteAdministrator(system, one.email));
  const accepted = {
    token: await inviteAdministrator(system, two.email),
    username: two.username,
    password: two.password,
  };
  const browser = new Browser(system.world.url);
  const { accountId } = expectStatus(
    await browser.post<{ accountId: string }>('/v1/staff/invitations/accept', accepted),
    201,
  );
  return { staff, staffWithoutFactor: await signIn({ ...two, world: system.world, browser, accountId }) };
};

export const castOf = async (system: System): Promise<Cast> => {
  const owner = await somebody(system, 'ada');
  const [member, other, both] = await Promise.all([
    somebody(system, 'charles'),
    somebody(system, 'mallory'),
    administrators(system),
  ]);
  await firstWorkspace(owner);
  const workspaceId = await createWorkspace(owner, 'Analytical Engine');
  await addMember(owner, member, workspaceId);
  const ticketId = await submitTicket(owner, workspaceId, 'Gear 7', 'It sticks.');
  return {
    nobody: new Browser(system.world.url),
    owner,
    member,
    other,
    ...both,
    workspaceId,
    ticketId,
    sessionId: await sessionOf(owner),
  };
};

const sessionOf = async ({ browser }: Person): Promise<string> => {
  type Sessions = Readonly<{ sessions: readonly Readonly<{ sessionId: string; current: boolean }>[] }>;
  const { sessions } = expectStatus(await browser.get<Sessions>('/v1/sessions'), 200);
  return sessions.find(({ current }) => current)?.sessionId ?? '';
};

/** Values that exist, for requests that come near to being right. */
export const knownOf = ({ owner, member, other, workspaceId, ticketId, sessionId }: Cast): Known => ({
  workspaceId: [workspaceId],
  ticketId: [ticketId],
  sessionId: [sessionId],
  accountId: [owner.accountId, member.accountId],
  to: [member.accountId],
  cancellationId: [randomUUID()],
  email: [owner.email, other.email, 'nobody@example.org'],
  password: [owner.password, other.password],
});

/** Somebody who is signed in with the second factor. */
export const withFactor = async (system: System, mark: string): Promise<Person> => {
  const bound = await bindAuthenticator(await somebody(system, mark));
  await signOut(bound);
  return signIn(bound);
};
