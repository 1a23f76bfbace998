// What a developer writes against the generated client: register, confirm, sign in, list. Compiled and run by a test.
import { createClient } from '../../../services/console/src/api/generated/client/index.ts';
import {
  confirmRegistration,
  listWorkspaces,
  readProfile,
  register,
  signIn,
} from '../../../services/console/src/api/generated/sdk.gen.ts';

const [url = '', email = '', password = ''] = process.argv.slice(2);

/** Outside browsers nobody keeps cookies for us. */
const cookies = new Map<string, string>();
const withCookies = async (request: Request): Promise<Response> => {
  const sent = new Request(request);
  sent.headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '));
  const response = await fetch(sent);
  for (const line of response.headers.getSetCookie()) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    cookies.set(name, value);
  }
  return response;
};
const client = createClient({ baseUrl: url, fetch: withCookies as typeof fetch });

const say = (line: string): void => void process.stdout.write(`${line}\n`);

type Mails = Readonly<{ mails: readonly Readonly<{ text: string }>[] }>;
const mailedCode = async (): Promise<string> => {
  for (let tries = 0; tries < 150; tries += 1) {
    const { mails } = (await (await fetch(`${url}/dev/mailbox?address=${encodeURIComponent(email)}`)).json()) as Mails;
    const code = mails.map(({ text }) => /\b(\d{6})\b/.exec(text)?.[1]).find((found) => found !== undefined);
    if (code !== undefined) return code;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('No mail came.');
};

/** Every code that is left is one of the operation's own: the compiler knows which, and what comes with each. */
const weak = await register({ client, body: { email, username: 'Ada', password: 'short' } });
if (weak.error?.code !== 'invalid-input') throw new Error('A weak password was taken.');
say(`weak: ${weak.error.errors?.map(({ pointer, code }) => `${pointer} ${code}`).join() ?? ''}`);

await register({ client, body: { email, username: 'Ada', password }, throwOnError: true });
await confirmRegistration({ client, body: { code: await mailedCode() }, throwOnError: true });

const { error } = await signIn({ client, body: { email, password: `not ${password}` } });
switch (error?.code) {
  case 'too-many-attempts':
    throw new Error(error.retryAt);
  case 'credentials-wrong':
    say(`wrong: ${String(error.status)} ${error.code}`);
    break;
  default:
    throw new Error(error?.title ?? 'Anybody gets in.');
}

await signIn({ client, body: { email, password }, throwOnError: true });
const { data: profile } = await readProfile({ client, throwOnError: true });
const { data } = await listWorkspaces({ client, throwOnError: true });
say(`in: ${profile.email === email ? 'me' : 'somebody else'}, ${String(Array.isArray(data.workspaces))}`);
