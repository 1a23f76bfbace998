import type { Decision, Message } from '@lethe/deciding';
import type { MailEventOf } from './mail.events.ts';
import type { Mail } from './mail.ts';

/** A mail server has taken the mail. */
export type RecordSent = Message<'RecordSent', { at: string }>;
export type GiveUp = Message<'GiveUp', { because: MailEventOf<'MailGivenUp'>['data']['because']; at: string }>;

/** An outage of ours held it past its end. */
export type Resume = Message<'Resume', { at: string }>;

/** Once: the second end is the last. */
export const resume = ({ data: { at } }: Resume, mail: Mail): Decision<MailEventOf<'MailResumed'>> =>
  mail.status === 'pending' && mail.resumedAt === undefined
    ? [{ type: 'MailResumed', data: { mailId: mail.mailId, resumedAt: at } }]
    : [];

/** A mail ends once, however often and by whomever it was sent. */
export const recordSent = ({ data: { at } }: RecordSent, mail: Mail): Decision<MailEventOf<'MailSent'>> =>
  mail.status === 'pending' ? [{ type: 'MailSent', data: { mailId: mail.mailId, sentAt: at } }] : [];

export const giveUp = ({ data: { because, at } }: GiveUp, mail: Mail): Decision<MailEventOf<'MailGivenUp'>> =>
  mail.status === 'pending' ? [{ type: 'MailGivenUp', data: { mailId: mail.mailId, because, givenUpAt: at } }] : [];
