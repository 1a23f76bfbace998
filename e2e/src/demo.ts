// `npm run demo`: somebody's account from registration to cancellation, against the system that `npm start` runs; and
// people, tickets and cancellations around it, so that every page of the console has something on it.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expectStatus } from './story/browser.ts';
import { cancel, clearedButTickets, fullAccount, removeBlockers, stranger } from './story/cancel-account.story.ts';
import { reached, type Confirmed } from './story/cancelling.ts';
import { fillDesk, fillWorkspace, leaveWithTicket } from './story/demonstration.ts';
import { guide, type Guided } from './story/guide.ts';
import { staffMember, type Person, type World } from './story/person.ts';
import { closeByStaff } from './story/tickets.ts';

const url = process.env['LETHE_URL'] ?? `http://localhost:${process.env['LETHE_HTTP_PORT'] ?? '4400'}`;
const world: World = { url, now: Date.now };
const root = join(import.meta.dirname, '../..');

const began = performance.now();
const seconds = (): string => `${((performance.now() - began) / 1000).toFixed(1).padStart(5)} s`;
const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
const say = (step: string, detail = ''): void => {
  print(`${seconds()}  ${step}${detail === '' ? '' : `: ${detail}`}`);
};

const assertRunning = async (): Promise<void> => {
  const answer = await fetch(`${url}/dev/mailbox`).catch(() => undefined);
  if (answer?.ok !== true)
    throw new Error(`Nothing that has a mailbox answers at ${url}. Run \`npm start\` in another terminal first.`);
};

const administrator = async (): Promise<Person> => {
  const who = stranger('grace');
  const lethe = join(root, 'cli/dist/lethe.js');
  const { stdout } = await promisify(execFile)(process.execPath, [lethe, 'admin', 'invite', who.email], { cwd: root });
  say('`lethe admin invite` printed a one-time link; the first administrator takes it up');
  return staffMember(world, who, /#(\S+)/.exec(stdout)?.[1] ?? '');
};

const timeline = async ({ browser }: Person, accountId: string): Promise<void> => {
  type Line = Readonly<{ what: string; participant: string | null; at: string }>;
  const answer = await browser.get<{ timeline: readonly Line[] }>(`/v1/staff/cancellations/${accountId}`);
  print('\nThe saga:');
  for (const { what, participant, at } of expectStatus(answer, 200).timeline)
    print(`  ${at.slice(11, 23)}  ${what}${participant === null ? '' : ` (${participant})`}`);
};

/** The story of one account from its registration to its certificate, and what became of its workspace and tickets. */
const tell = async (): Promise<Guided> => {
  const others = Promise.all([leaveWithTicket(world, say), administrator()]);
  const leaver = await fullAccount(world, say);
  await removeBlockers(leaver, say);
  const { confirmed } = await cancel(leaver, say);
  await clearedButTickets(world, confirmed, say);
  const [underWay, staff] = await others;
  const { colleague: owner, workspaceId, person } = leaver;
  const desk = Promise.all([fillWorkspace(owner, workspaceId, say), fillDesk(owner, staff, workspaceId, say)]);
  for (const ticketId of leaver.tickets) await closeByStaff(staff, ticketId);
  say('staff closed both tickets');
  await completed(confirmed);
  await desk;
  await timeline(staff, person.accountId);
  return { owner, workspaceId, staff, underWay, finished: { person, confirmed } };
};

const completed = async (confirmed: Confirmed): Promise<void> => {
  const { completedAt, certificate } = await reached(world, confirmed, 'completed');
  say('completed', completedAt ?? '');
  say('certificate of erasure', `${(certificate ?? '').slice(0, 40)}…`);
};

try {
  await assertRunning();
  const told = await tell();
  print('');
  for (const line of guide(url, told)) print(line);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
