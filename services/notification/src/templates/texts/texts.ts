import type { MailSources } from '../mail-source.ts';
import { account } from './account.ts';
import { cancellation } from './cancellation.ts';
import { codes } from './codes.ts';
import { invitations } from './invitations.ts';
import { tickets } from './tickets.ts';

/** Our own mails. A template or a language that is missing does not compile (API-4). */
export const texts: MailSources = { ...codes, ...invitations, ...account, ...cancellation, ...tickets };
