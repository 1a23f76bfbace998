import { CallFault } from '@lethe/bus';
import { isShredded, mailboxOfStored, ReadAddress } from '@lethe/contracts';
import type { DueHandler } from '@lethe/saga';
import type { Writer } from '../templates/render.ts';
import { readerOf, type Reader } from '../templates/values.ts';
import { MailNotTaken, type MailTransport, type OutgoingMail } from '../transport/mail-transport.ts';
import { giveUp, recordSent, resume } from './end-mail.ts';
import { mailStream } from './mail.events.ts';
import { mailFold, type PendingMail } from './mail.ts';
import type { OutboxKit } from '../notification-kit.ts';
import { isGivenUp, isHeldUp, nextTry } from './patience.ts';
import { endMail, resumeMail, settle } from './settling.ts';

/** Sends one mail; at least once, with the same Message-ID each time. What follows its end is done here too. */
export const deliveryOf =
  (kit: OutboxKit, transport: MailTransport, write: Writer): DueHandler =>
  async (mailId) => {
    const mail = await kit.journal.state(mailStream(mailId), mailFold);
    if (mail.status === 'unknown') return 'done';
    const again = mail.status === 'pending' ? await deliver(kit, transport, write, mail) : undefined;
    if (again !== undefined) return { again };
    await settle(kit, mail);
    return 'done';
  };

/** When to try again; undefined once the mail has ended. */
const deliver = async (
  kit: OutboxKit,
  transport: MailTransport,
  write: Writer,
  mail: PendingMail,
): Promise<string | undefined> => {
  const { mailId, template } = mail;
  const at = kit.clock();
  try {
    const outgoing = await outgoingOf(kit, write, mail);
    if (outgoing === undefined) return await givenUp(kit, mail, 'no-address');
    await transport.send(outgoing);
  } catch (error) {
    if (!(error instanceof MailNotTaken || error instanceof CallFault)) throw error;
    // Only now: an outage of ours may have held it back until here, without a single try (K8).
    const tried = isHeldUp(mail, at) ? await resumed(kit, mail, at) : mail;
    if (isGivenUp(tried, at)) return givenUp(kit, mail, 'not-delivered');
    kit.logger.warn({ mailId, template, ...codesOf(error) }, 'A mail could not be delivered and is tried again.');
    return nextTry(tried, at);
  }
  await endMail(kit, mailId, (before) => recordSent({ type: 'RecordSent', data: { at: kit.clock() } }, before));
  return undefined;
};

/** What else was down may come back after us. */
const resumed = async (kit: OutboxKit, mail: PendingMail, at: string): Promise<PendingMail> => {
  await resumeMail(kit, mail.mailId, (before) => resume({ type: 'Resume', data: { at } }, before));
  return { ...mail, resumedAt: at };
};

const givenUp = async (
  kit: OutboxKit,
  mail: PendingMail,
  because: 'not-delivered' | 'no-address',
): Promise<undefined> => {
  const { mailId, template } = mail;
  await endMail(kit, mailId, (before) => giveUp({ type: 'GiveUp', data: { because, at: kit.clock() } }, before));
  kit.logger.warn({ mailId, template, because }, 'A mail was given up.');
};

const codesOf = (error: MailNotTaken | CallFault): object =>
  error instanceof CallFault ? { fault: error.fault } : { code: error.code, reply: error.reply };

type Recipient = Readonly<{ address: string | null; reader: Reader }>;

/** Undefined where nobody knows the address any more, or it is none that mail can go to (ID-5). */
const outgoingOf = async (kit: OutboxKit, write: Writer, mail: PendingMail): Promise<OutgoingMail | undefined> => {
  const { mailId, template, parameters, acceptedAt: at } = mail;
  const { address, reader } = await recipientOf(kit, mail);
  const to = address === null ? undefined : mailboxOfStored(address);
  if (to === undefined || isShredded(parameters)) return undefined;
  return { mailId, to, at, language: reader.language, ...write(template, parameters, { acceptedAt: at, reader }) };
};

/** Identity is asked for what the mail does not say: an address, or what the account has set. */
const recipientOf = async ({ calls }: OutboxKit, { addressee, address, reader }: PendingMail): Promise<Recipient> => {
  if (isShredded(address) || isShredded(reader)) return { address: null, reader: readerOf({}) };
  if (addressee.kind !== 'account' || (address !== null && reader !== null))
    return { address, reader: reader ?? readerOf({}) };
  const { email, language, timeZone } = await calls.ask(ReadAddress, { accountId: addressee.id });
  return { address: address ?? email, reader: reader ?? readerOf({ language, timeZone }) };
};
