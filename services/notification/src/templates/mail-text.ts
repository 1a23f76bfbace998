export type MailText = Readonly<{ subject: string; text: string }>;

/** What a template may say beside its parameters. */
export type About = Readonly<{
  /** Account, registration or invitation the mail is for. */
  addresseeId: string;
  /** ISO 8601, UTC. */
  acceptedAt: string;
}>;

/** Paragraphs, with the line that every mail ends in. */
export const textOf = (...paragraphs: readonly string[]): string =>
  [...paragraphs, 'This mail was sent by Lethe. Nobody reads answers to it.'].join('\n\n').concat('\n');

/** As people read it, for example `2026-11-24 08:10 UTC`. */
export const readable = (instant: string): string =>
  `${new Date(instant).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
