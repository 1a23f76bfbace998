import { randomBytes } from 'node:crypto';
import { expectStatus, type Browser } from './browser.ts';
import { agreements, confirm, preCheck, reached, verify, type Confirmed, type PreCheck } from './cancelling.ts';
import { bindAuthenticator, register, signIn, signOut, type Identity, type Person, type World } from './person.ts';
import { submitTicket } from './tickets.ts';
import {
  addMember,
  closeWorkspace,
  createWorkspace,
  firstWorkspace,
  invite,
  renameWorkspace,
  transferOwnership,
  type Workspace,
} from './workspaces.ts';

/** Says what happens, as it happens. */
export type Say = (step: string, detail?: string) => void;

/** Somebody nobody knows yet. Each text is a marker of its own, so that a search for it finds nobody else's. */
export const stranger = (mark: string): Identity => {
  const tag = randomBytes(6).toString('hex');
  return { email: `${mark}.${tag}@example.org`, username: `${mark} ${tag}`, password: `correct horse ${tag} staple` };
};

export type Leaver = Readonly<{
  person: Person;
  colleague: Person;
  /** Another browser where the same person is signed in. */
  otherBrowser: Browser;
  workspaceId: string;
  /** One that is only theirs, and tells who they are (WS-7). */
  own: Workspace;
  tickets: readonly [string, string];
  /** Texts that must be nowhere after the cancellation. */
  markers: readonly string[];
}>;

/** An account with everything: second factor, new name, workspaces, a member, two tickets. */
export const fullAccount = async (world: World, say: Say): Promise<Leaver> => {
  const who = stranger('ada');
  const registered = await register(world, who);
  say('registered, with the code from the mailbox', registered.accountId);
  const bound = await bindAuthenticator(await signIn(registered));
  say('signed in and bound an authenticator app');
  const otherBrowser = bound.browser.copy();
  await signOut(bound);
  const person = await signIn(bound);
  say('signed out, and in again with the second factor');
  const newName = `countess ${who.username}`;
  expectStatus(await person.browser.send('PUT', '/v1/account/username', { username: newName }), 200);
  say('changed the username');

  const workspaceId = await createWorkspace(person, 'Analytical Engine');
  const colleague = await signIn(await register(world, stranger('charles')));
  await addMember(person, colleague, workspaceId);
  say('created a workspace; a second account was invited and joined');
  const first = await firstWorkspace(person);
  const own = { ...first, name: `Practice of ${stranger('dr').username}` };
  await renameWorkspace(person, first.workspaceId, own.name);
  await invite(person, stranger('nobody').email, first.workspaceId);
  say('named the first workspace after themselves, and invited somebody into it, who never answers');
  const texts = [`subject ${randomBytes(8).toString('hex')}`, `text ${randomBytes(8).toString('hex')}`] as const;
  const tickets = [
    await submitTicket(person, workspaceId, texts[0], texts[1]),
    await submitTicket(person, workspaceId, `second ${texts[0]}`, texts[1]),
  ] as const;
  say('submitted two tickets');
  return {
    person,
    colleague,
    otherBrowser,
    workspaceId,
    own,
    tickets,
    markers: [who.email, who.username, newName, who.password, own.name, ...texts],
  };
};

/** Refused as owner, with every workspace and its remedy; then does what the remedies say (CAN-3). */
export const removeBlockers = async ({ person, colleague, workspaceId, own }: Leaver, say: Say): Promise<PreCheck> => {
  const { blockers } = await preCheck(person);
  for (const { workspaceName, remedies } of blockers)
    say('cannot cancel yet: owner of', `${workspaceName ?? ''} (${remedies.join(' or ')})`);
  if (blockers.length !== 2) throw new Error(`Expected two owned workspaces, got ${blockers.length}.`);
  if (!blockers.some(({ workspaceName }) => workspaceName === own.name)) throw new Error('A workspace lost its name.');
  const refused = await confirm(person.browser, await verify(person, false), await agreements(person));
  expectStatus(refused, 409);
  await transferOwnership(person, colleague, workspaceId);
  await closeWorkspace(person, own);
  say('transferred one workspace, closed the other');
  return preCheck(person);
};

/** The four steps of a cancellation (CAN-2 to CAN-5). */
export const cancel = async (
  { person, otherBrowser }: Leaver,
  say: Say,
): Promise<Readonly<{ confirmed: Confirmed; grant: string }>> => {
  const { notice } = await preCheck(person);
  const workspaces = notice.workspaces.map(({ name }) => name).join(', ');
  say(
    'the notice',
    `leaves ${workspaces}, ends ${notice.sessionsEnded} sessions, ${notice.ticketsClosed} tickets close by ${notice.tickets[0]?.closesAt ?? '-'}`,
  );
  const grant = await verify(person);
  say('verified by password and second factor');
  const agreed = await agreements(person);
  const confirmed = expectStatus(await confirm(person.browser, grant, agreed), 202);
  say('agreed and confirmed', confirmed.cancellationId);
  const again = expectStatus(await confirm(otherBrowser, grant, agreed), 202);
  if (again.cancellationId !== confirmed.cancellationId)
    throw new Error('A second confirmation gave a second cancellation.');
  say('confirmed again from another tab: the same cancellation');
  return { confirmed, grant };
};

export const clearedButTickets = async (world: World, confirmed: Confirmed, say: Say): Promise<void> => {
  const { finalAt, clearedAt, finishedBy } = await reached(world, confirmed, 'cleared-but-tickets');
  say('final', finalAt ?? '');
  say('cleared everywhere but open tickets', `${clearedAt ?? ''}, the tickets by ${finishedBy ?? '-'}`);
};
