import { ConfirmRegistration, Register, type Language } from '@lethe/contracts';
import { lastCodeTo } from './neighbours.ts';
import type { Running } from './running.ts';

export const password = 'lantern orchid gravel tuesday';

type Asked = Readonly<{
  email: string;
  username?: string;
  key?: string;
  browser?: string;
  language?: Language;
  timeZone?: string;
}>;

export const register = (
  { as }: Running,
  { username = 'Ada', key = crypto.randomUUID(), browser = 'browser-1', ...asked }: Asked,
) => as.gateway.ask(Register, { ...asked, username, password }, { browser, key });

/** @returns the registration's id. */
export const registered = async (running: Running, asked: Asked): Promise<string> => {
  const answer = await register(running, asked);
  if ('refused' in answer) throw new Error(`Not registered: ${answer.refused}`);
  return answer.registrationId;
};

export const confirm = ({ as }: Running, registrationId: string, code: string, key: string = crypto.randomUUID()) =>
  as.gateway.ask(ConfirmRegistration, { registrationId, code }, { browser: 'browser-1', key });

/** Somebody new, with an account. @returns its id. */
export const newAccount = async (
  running: Running,
  email: string,
  username = 'Ada',
  language?: Language,
): Promise<string> => {
  const registrationId = await registered(running, {
    email,
    username,
    ...(language === undefined ? {} : { language }),
  });
  const answer = await confirm(running, registrationId, lastCodeTo(registrationId));
  if (!('accountId' in answer)) throw new Error(`Not confirmed: ${answer.refused}`);
  return answer.accountId;
};
