import { setTimeout as pause } from 'node:timers/promises';
import { expectStatus } from './browser.ts';
import { nextMail } from './mailbox.ts';
import type { Person } from './person.ts';

export type Workspace = Readonly<{ workspaceId: string; name: string; role: string }>;

export const workspacesOf = async ({ browser }: Person): Promise<readonly Workspace[]> =>
  expectStatus(await browser.get<{ workspaces: readonly Workspace[] }>('/v1/workspaces'), 200).workspaces;

/** The first workspace comes by itself, soon after the account (ID-1). */
export const firstWorkspace = async (person: Person): Promise<Workspace> => {
  for (let tries = 0; tries < 200; tries += 1) {
    const first = (await workspacesOf(person)).find(({ name }) => name === 'My workspace');
    if (first !== undefined) return first;
    await pause(100);
  }
  throw new Error('The first workspace did not come within 20 s.');
};

export const createWorkspace = async ({ browser }: Person, name: string): Promise<string> =>
  expectStatus(await browser.post<{ workspaceId: string }>('/v1/workspaces', { name }), 201).workspaceId;

export const renameWorkspace = async ({ browser }: Person, workspaceId: string, name: string): Promise<void> => {
  expectStatus(await browser.send('PUT', `/v1/workspaces/${workspaceId}/name`, { name }), 204);
};

type MemberRole = 'administrator' | 'member' | 'read-only';

export const invite = async (
  { browser }: Person,
  email: string,
  workspaceId: string,
  role: MemberRole = 'member',
): Promise<void> => {
  expectStatus(await browser.post(`/v1/workspaces/${workspaceId}/invitations`, { email, role }), 202);
};

/** Invites by email; the other one accepts by the token of the mail (WS-5). */
export const addMember = async (
  owner: Person,
  member: Person,
  workspaceId: string,
  role: MemberRole = 'member',
): Promise<void> => {
  const mail = await nextMail(member.browser, member.email);
  await invite(owner, member.email, workspaceId, role);
  const token = await mail(/invitation[^\s]*#(\S+)/);
  expectStatus(await member.browser.post('/v1/invitations/accept', { token }), 200);
};

export const transferOwnership = async ({ browser }: Person, to: Person, workspaceId: string): Promise<void> => {
  expectStatus(await browser.post(`/v1/workspaces/${workspaceId}/ownership`, { to: to.accountId }), 204);
};

export const closeWorkspace = async ({ browser }: Person, { workspaceId, name }: Workspace): Promise<void> => {
  expectStatus(await browser.post(`/v1/workspaces/${workspaceId}/close`, { typedName: name }), 204);
};
