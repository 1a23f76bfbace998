import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyCertificate, type CertificateStatement, type PublicKeys } from '@lethe/certificate';
import pg from 'pg';
import { Browser, expectStatus } from './story/browser.ts';
import {
  cancel,
  clearedButTickets,
  fullAccount,
  removeBlockers,
  stranger,
  type Leaver,
} from './story/cancel-account.story.ts';
import { agreements, confirm, reached, statusOf, type Confirmed } from './story/cancelling.ts';
import { nextMail } from './story/mailbox.ts';
import { register, signIn, staffMember, type Person } from './story/person.ts';
import { allTickets, closeByStaff, ticketsOf } from './story/tickets.ts';
import { firstWorkspace, workspacesOf } from './story/workspaces.ts';
import { allRows, checkpoint } from './system/all-rows.ts';
import { filesHolding, tablesHolding } from './system/marker-scan.ts';
import { inviteAdministrator } from './system/operator.ts';
import { readFromStolenDisks } from './system/stolen-disk.ts';
import { keyOfWorkspace, keysOf, tombstonesOf } from './system/subject-keys.ts';
import { System } from './system/system.ts';

const day = 86_400_000;
const say = () => undefined;
const statementOf = (jws: string) =>
  JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString()) as CertificateStatement;

let system: System;
let leaver: Leaver;
let confirmed: Confirmed;
let grant: string;
let mailed: Awaited<ReturnType<typeof nextMail>>;
let staff: Person;
beforeAll(async () => {
  system = await System.start();
}, 120_000);
afterAll(async () => {
  await system.stop();
  system.remove();
}, 60_000);

/** The tests of this story stand in its order; each needs those before it. */
describe('An account is cancelled for good', () => {
  it('lives a full life first (ID-1, MFA-1, MFA-2, ID-3, WS-5, TIC-1)', async () => {
    leaver = await fullAccount(system.world, say);
    const profile = await leaver.person.browser.get<{ username: string; email: string }>('/v1/account');
    expect(leaver.markers).toContain(profile.body.username);
    expect(leaver.markers).toContain(profile.body.email);
  }, 60_000);

  it('can be read by whoever has the disks and the master keys, while it lives (K1, the control of E1)', async () => {
    const read = await readFromStolenDisks(system);
    expect(leaver.secrets.filter((text) => !read.some((each) => each.includes(text)))).toEqual([]);
  }, 60_000);

  it('refuses while it owns workspaces, naming each with its remedy (CAN-3)', async () => {
    expect(await keyOfWorkspace(system.postgresUrl, leaver.own.workspaceId)).toEqual({
      exists: true,
      destroyed: false,
    });
    const { blockers } = await removeBlockers(leaver, say);
    expect(blockers).toEqual([]);
  }, 60_000);

  it('cannot be confirmed with agreements that are not in force (CAN-5)', async () => {
    const answer = await confirm(leaver.person.browser, 'not-a-grant', [{ id: 'x', version: '0', digest: 'y' }]);
    expect([403, 409]).toContain(answer.status);
  });

  it('is confirmed once, from two tabs alike (CAN-4, CAN-5, CAN-6)', async () => {
    const subjects = await keysOf(system.postgresUrl, leaver.person.accountId);
    expect(subjects).toContain('identity account/addresses');
    mailed = await nextMail(leaver.person.browser, leaver.person.email);
    ({ confirmed, grant } = await cancel(leaver, say));
  }, 60_000);

  it('becomes final and is cleared everywhere but open tickets within seconds (CAN-7)', async () => {
    await clearedButTickets(system.world, confirmed, say);
    const { finalAt, clearedAt } = await statusOf(system.world, confirmed);
    expect(Date.parse(clearedAt ?? '') - Date.parse(finalAt ?? '')).toBeLessThan(30_000);
  }, 60_000);

  it('gives the same answer when it is confirmed again after the session died (CAN-6)', async () => {
    const agreed = await agreements(leaver.colleague);
    const again = expectStatus(await confirm(leaver.person.browser, grant, agreed), 202);
    expect(again).toEqual(confirmed);
  });

  it('leaves no session and no way in (SES-3, CAN-13)', async () => {
    expect((await leaver.person.browser.get('/v1/account')).status).toBe(401);
    const { email, password } = leaver.person;
    const [known, unknown] = await Promise.all(
      [email, stranger('nobody').email].map((address) =>
        new Browser(system.world.url).post<Record<string, unknown>>('/v1/sessions', { email: address, password }),
      ),
    );
    expect(known?.status).toBe(403);
    const { instance: _one, ...told } = known?.body ?? {};
    const { instance: _other, ...toldStrangers } = unknown?.body ?? {};
    expect(told).toEqual(toldStrangers);
  });

  it('frees the address at once for a new account that sees nothing of the old one (PLAN-2, ID-5)', async () => {
    const anew = await signIn(await register(system.world, leaver.person));
    expect(anew.accountId).not.toBe(leaver.person.accountId);
    expect(await ticketsOf(anew)).toEqual([]);
    await firstWorkspace(anew);
    expect((await workspacesOf(anew)).map(({ name }) => name)).toEqual(['My workspace']);
    expect(anew.username).toBe(leaver.person.username);
    expectStatus(await anew.browser.send('PUT', '/v1/account/username', { username: 'somebody else' }), 200);
  }, 60_000);

  it('lets staff close a ticket, and the clock the other, within seven business days (TIC-2, TIC-4)', async () => {
    const administrator = stranger('grace');
    const token = await inviteAdministrator(system, administrator.email);
    staff = await staffMember(system.world, administrator, token);
    const theirs = (await allTickets(staff)).filter(({ ticketId }) => leaver.tickets.includes(ticketId));
    expect(theirs.map(({ state }) => state)).toEqual(['waiting-for-assignment', 'waiting-for-assignment']);
    await closeByStaff(staff, leaver.tickets[0]);
    expect((await reached(system.world, confirmed, 'cleared-but-tickets')).state).toBe('cleared-but-tickets');

    const { closesAt, dueBy } = theirs.find(({ ticketId }) => ticketId === leaver.tickets[1]) ?? {};
    const days = (Date.parse(dueBy ?? '') - system.world.now()) / day;
    expect(days).toBeGreaterThan(7);
    expect(days).toBeLessThan(12);
    system.advance(Date.parse(closesAt ?? '') - system.world.now() + 1000);
    const { completedAt } = await reached(system.world, confirmed, 'completed', 60_000);
    expect(Date.parse(completedAt ?? '')).toBeLessThan(Date.parse(dueBy ?? ''));
  }, 120_000);

  it('keeps the tickets, closed, without their content and without their submitter (TIC-5)', async () => {
    const again = await signIn(staff);
    const theirs = (await allTickets(again)).filter(({ ticketId }) => leaver.tickets.includes(ticketId));
    expect(theirs.map(({ state, subject, submitter }) => [state, subject, submitter])).toEqual([
      ['closed', null, null],
      ['closed', null, null],
    ]);
  });

  it('has destroyed every key of the account in every service, and of the workspace it closed (CAN-7, CAN-10, WS-7)', async () => {
    expect(await keysOf(system.postgresUrl, leaver.person.accountId)).toEqual([]);
    expect(await tombstonesOf(system.postgresUrl, leaver.person.accountId)).toEqual(
      expect.arrayContaining([
        'identity account',
        'identity account/addresses',
        'session account',
        'mfa account',
        'notification account',
      ]),
    );
    expect(await keyOfWorkspace(system.postgresUrl, leaver.own.workspaceId)).toEqual({
      exists: false,
      destroyed: true,
    });
    expect(await keyOfWorkspace(system.postgresUrl, leaver.workspaceId)).toEqual({ exists: true, destroyed: false });
  });

  it('gives a certificate that anybody can verify, and that names nobody (CAN-11)', async () => {
    const { certificate } = await reached(system.world, confirmed, 'completed');
    const keys = await new Browser(system.world.url).get<PublicKeys>('/.well-known/jwks.json');
    const { checks, statement } = await verifyCertificate(certificate ?? '', keys.body);
    expect(checks.filter(({ holds }) => !holds)).toEqual([]);
    expect(statement?.agreements).toEqual(
      expect.arrayContaining([...(await agreements(await signIn(leaver.colleague)))]),
    );
    const claims = JSON.stringify(statement);
    expect(claims).toContain(leaver.person.accountId);
    for (const marker of leaver.markers) expect(claims).not.toContain(marker);
  });

  /** A clock that jumps leaves out the rounds in which index keys move, a step in each (ADR 40); a start begins with one. */
  const indexKeysMoved = async () => {
    await system.command('keys', 'keep').catch(() => undefined); // what is overdue meanwhile is an error
    for (let round = 0; round < 8; round += 1) {
      system.advance(15 * 60_000);
      for (const name of ['identity', 'workspace-ownership'] as const) {
        await system.services.stop(name);
        await system.services.start(name);
      }
      await pause(1_000);
    }
  };

  it('says until when the disks may hold what still opens it, and nothing does any more by then (K1, CAN-10, E1)', async () => {
    const { certificate } = await reached(system.world, confirmed, 'completed');
    const { keysInBackUpsUntil } = statementOf(certificate ?? '');
    const stolen = async () =>
      (await readFromStolenDisks(system)).filter((text) => leaver.secrets.some((secret) => text.includes(secret)));
    // The destroyed keys are deleted rows, and their wrapping keys are there: this is what the date is for.
    expect((await stolen()).length).toBeGreaterThan(0);
    expect(Date.parse(keysInBackUpsUntil)).toBeGreaterThan(system.world.now());
    expect(await system.command('keys', 'status')).toContain('gone by');
    system.advance(Date.parse(keysInBackUpsUntil) - system.world.now());
    await indexKeysMoved();
    await system.command('keys', 'keep');
    expect(await stolen()).toEqual([]);
  }, 180_000);

  it('lets whoever has the last mail show whose it was, by the command line and nothing that runs (X3, CAN-11)', async () => {
    const { certificate } = await statusOf(system.world, confirmed);
    const salt = await mailed(/^([\w-]{43})$/m);
    const file = join(system.directory, 'certificate.jws');
    writeFileSync(file, certificate ?? '');
    const verified = await system.command(
      'certificate',
      'verify',
      file,
      '--email',
      leaver.person.email,
      '--salt',
      salt,
    );
    expect(verified).toContain('The certificate holds.');
    const another = system.command('certificate', 'verify', file, '--email', 'bob@example.org', '--salt', salt);
    await expect(another).rejects.toMatchObject({ code: 1 });
  }, 60_000);

  it('leaves every invariant standing', async () => {
    expect(await system.command('verify')).toContain('Nothing is wrong');
  });

  it('leaves the person, and the name of a workspace they closed, in no row, no file of PostgreSQL or JetStream, no log (CAN-10, WS-7, X2, E1, invariant I9)', async () => {
    const control = `control ${stranger('control').email}`;
    const client = new pg.Client(system.postgresUrl);
    await client.connect();
    await client.query('create table control (text text)');
    await client.query('insert into control values ($1)', [control]);
    await client.end();
    const rows = await allRows(system.postgresUrl);
    expect(tablesHolding(rows, [control])).toEqual(['postgres public.control']);
    expect(tablesHolding(rows, leaver.markers)).toEqual([]);
    await checkpoint(system.postgresUrl);
    await system.stop();
    expect(filesHolding(system.directory, [control]).length).toBeGreaterThan(0);
    expect(filesHolding(system.directory, leaver.markers)).toEqual([]);
  }, 120_000);
});
