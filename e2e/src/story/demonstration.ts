import { stranger, type Say } from './cancel-account.story.ts';
import { leave, reached, type Confirmed } from './cancelling.ts';
import { register, signIn, type Person, type World } from './person.ts';
import { answerByStaff, assignTo, replyTo, submitTicket, takeBack, closeByStaff } from './tickets.ts';
import { addMember, firstWorkspace, invite } from './workspaces.ts';

const somebody = async (world: World, mark: string): Promise<Person> => signIn(await register(world, stranger(mark)));

/** A member of each role in the owner's workspace, and an invitation that nobody has taken up yet. */
export const fillWorkspace = async (owner: Person, workspaceId: string, say: Say): Promise<void> => {
  const { world } = owner;
  const [mary, joan, alan] = await Promise.all(['mary', 'joan', 'alan'].map((mark) => somebody(world, mark)));
  await addMember(owner, mary!, workspaceId, 'administrator');
  await addMember(owner, joan!, workspaceId, 'read-only');
  await addMember(owner, alan!, workspaceId, 'member');
  const invited = stranger('emmy').email;
  await invite(owner, invited, workspaceId);
  say('three people joined the workspace, each in another role; one invitation is open', invited);
};

/** A ticket in each state in which one can be. */
export const fillDesk = async (submitter: Person, staff: Person, workspaceId: string, say: Say): Promise<void> => {
  const submit = (subject: string, text: string): Promise<string> =>
    submitTicket(submitter, workspaceId, subject, text);
  await submit('How do I add a colleague?', 'Joan shall read what we write. Where do I invite her?');

  const assigned = await submit('The export stops half-way', 'It stops after the third page, every time.');
  await assignTo(staff, assigned);

  const answered = await submit('An invoice for March', 'Our bookkeeper needs it with the VAT number on it.');
  await assignTo(staff, answered);
  await replyTo(submitter, answered, 'The number is DE 123456789.');
  await answerByStaff(staff, answered, 'It is on its way. Is the address of last year still right?');

  const closed = await submit('Where is the audit log?', 'I cannot find it.');
  await answerByStaff(staff, closed, 'Under Activity, from next month on.');
  await closeByStaff(staff, closed);

  await takeBack(submitter, await submit('Never mind', 'I have found it.'));
  say('tickets in every state: unassigned, assigned, answered, closed, taken back');
};

/** Somebody whose account is gone but for a ticket that is still open. */
export const leaveWithTicket = async (
  world: World,
  say: Say,
): Promise<Readonly<{ person: Person; confirmed: Confirmed }>> => {
  const person = await somebody(world, 'blaise');
  const { workspaceId } = await firstWorkspace(person);
  await submitTicket(person, workspaceId, 'My last question', 'Will this be closed without me?');
  const confirmed = await leave(person);
  await reached(world, confirmed, 'cleared-but-tickets');
  say('somebody else cancelled, and has a ticket that is still open', person.accountId);
  return { person, confirmed };
};
