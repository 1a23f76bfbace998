import type { MailParameters } from '@lethe/contracts';
import { readable, textOf, type MailText } from './mail-text.ts';

/** The subject of a ticket is sealed in ticketing, so mails name the beginning of its id. */
export const ticketAnswered = ({ ticketLink, reference, closesAt }: MailParameters<'ticket-answered'>): MailText => ({
  subject: `Your ticket ${reference} was answered`,
  text: textOf(
    `Your ticket ${reference} was answered:\n${ticketLink}`,
    `Without a reply of yours it closes at ${readable(closesAt)}.`,
  ),
});

export const ticketClosingSoon = ({
  ticketLink,
  reference,
  closesAt,
}: MailParameters<'ticket-closing-soon'>): MailText => ({
  subject: `Your ticket ${reference} closes soon`,
  text: textOf(`Your ticket ${reference} closes at ${readable(closesAt)}, unless you reply:\n${ticketLink}`),
});

const reasons: Readonly<Record<string, string>> = {
  submitter: 'You closed it.',
  staff: 'Our staff closed it.',
  'no-answer': 'There was no reply for seven days.',
};

export const ticketClosed = ({ ticketLink, reference, because }: MailParameters<'ticket-closed'>): MailText => ({
  subject: `Your ticket ${reference} is closed`,
  text: textOf([`Your ticket ${reference} is closed.`, reasons[because] ?? '', ticketLink].join('\n')),
});
