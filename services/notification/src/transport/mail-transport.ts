import type { Language } from '@lethe/contracts';

/** A mail as it goes out. Nothing of it is ever logged. */
export type OutgoingMail = Readonly<{
  mailId: string;
  /** One mailbox (`mailboxOf`), taken as it is: the server and the header see this alone (ID-5). */
  to: string;
  subject: string;
  text: string;
  /** The same again. It may show `cid:logo`. */
  html: string;
  language: Language;
  /** ISO 8601, UTC. */
  at: string;
}>;

export interface MailTransport {
  /**
   * Resolves once somebody else is answerable for the mail. The same mail may be sent again: its Message-ID, made from
   * the mail's id, stays the same.
   * @throws MailNotTaken
   */
  send(mail: OutgoingMail): Promise<void>;
  close(): Promise<void>;
}

/** The mail was not taken this time. Servers quote addresses in what they say, so of that only codes are kept. */
export class MailNotTaken extends Error {
  override readonly name = 'MailNotTaken';
  constructor(
    readonly code: string,
    /** The server's reply (RFC 5321, section 4.2.3), where it gave one. */
    readonly reply?: number,
  ) {
    super('The mail server did not take the mail.');
  }
}

/** RFC 5322, section 3.6.4. */
export const messageIdOf = (mailId: string, from: string): string =>
  `<${mailId}@${/@([^@>\s]+)>?\s*$/.exec(from)?.[1] ?? 'lethe.invalid'}>`;
