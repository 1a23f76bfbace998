import { authenticator } from '../../../../e2e/src/story/authenticator.ts';
import { stranger } from '../../../../e2e/src/story/cancel-account.story.ts';
import { mailCode, nextMail } from '../../../../e2e/src/story/mailbox.ts';
import {
  bindAuthenticator,
  register,
  signIn,
  signOut,
  staffMember,
  type Person,
} from '../../../../e2e/src/story/person.ts';
import { submitTicket } from '../../../../e2e/src/story/tickets.ts';
import { addMember, createWorkspace, firstWorkspace } from '../../../../e2e/src/story/workspaces.ts';
import type { Language } from '../texts/language.ts';
import { command, world } from './world.ts';

export {
  addMember,
  authenticator,
  createWorkspace,
  firstWorkspace,
  mailCode,
  nextMail,
  signIn,
  signOut,
  stranger,
  submitTicket,
  type Person,
};

/** Somebody with an account, signed in over the HTTP API. */
export const somebody = async (mark = 'ada'): Promise<Person> => signIn(await register(world, stranger(mark)));

/** Somebody whose account has a second factor; `code()` is their authenticator app. */
export const somebodyWithFactor = async (mark = 'ada'): Promise<Person & Required<Pick<Person, 'code'>>> => {
  const bound = await bindAuthenticator(await somebody(mark));
  await signOut(bound);
  const person = await signIn(bound);
  if (person.code === undefined) throw new Error('No second factor was bound.');
  return { ...person, code: person.code };
};

/** Somebody of the staff, with the second factor that staff need. */
export const administrator = async (of = world, run = command): Promise<Person> => {
  const who = stranger('grace');
  const printed = await run('admin', 'invite', who.email);
  return staffMember(of, who, /#(\S+)/.exec(printed)?.[1] ?? '');
};

/** Accounts are made over the API, which speaks English to whoever asks for nothing else. */
export const speaking = async (person: Person, language: Language): Promise<Person> => {
  if (language !== 'en') await person.browser.send('PUT', '/v1/account/preferences', { language, timeZone: null });
  return person;
};
