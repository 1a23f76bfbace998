import { isShredded, mostBytesOfMailbox, normalisedEmail, type OutputOf, type ReadMailbox } from '@lethe/contracts';
import { originOf, type Sealed } from '@lethe/sealing';
import type { NotificationKit } from '../notification-kit.ts';
import type { MailTransport, OutgoingMail } from '../transport/mail-transport.ts';
import type { MailboxTables } from './mailbox.migrations.ts';

type MailboxKit = Pick<NotificationKit, 'database' | 'sealing' | 'clock'>;
type MailboxMail = OutputOf<typeof ReadMailbox>['mails'][number];

const shownAtOnce = 200;

const addressIndex = ({ sealing }: MailboxKit, address: string): string =>
  sealing.mac('mailbox', normalisedEmail(address));

/**
 * Development only. It stands for the person's own inbox, somewhere else, so it is no copy of ours and outlives the
 * account; even so nothing of it lies in plain in the database.
 */
export const mailboxTransport = (kit: MailboxKit): MailTransport => ({
  send: async (mail) => {
    const [content] = await kit.sealing.seal([sealable(mail, kit.clock())]);
    const row = { mail_id: mail.mailId, address_index: addressIndex(kit, mail.to), content: JSON.stringify(content) };
    await kit.database
      .withTables<MailboxTables>()
      .insertInto('mailbox')
      .values(row)
      .onConflict((again) => again.column('mail_id').doNothing())
      .execute();
  },
  close: async () => undefined,
});

const sealable = ({ mailId, to, subject, text, html }: OutgoingMail, sentAt: string) => ({
  value: { to, subject, text, html, sentAt },
  subject: `mailbox:${mailId}`,
  origin: originOf(`mailbox-${mailId}`, 'Mail', 'content'),
});

/** The newest 200, or as many of them as fit an answer, of one address or of all; newest last. */
export const readMailbox = async (kit: MailboxKit, address?: string): Promise<readonly MailboxMail[]> => {
  const all = kit.database.withTables<MailboxTables>().selectFrom('mailbox').select('content');
  const asked = address === undefined ? all : all.where('address_index', '=', addressIndex(kit, address));
  const rows = await asked.orderBy('position', 'desc').limit(shownAtOnce).execute();
  const opened = await kit.sealing.open(rows.toReversed().map(({ content }) => JSON.parse(content) as Sealed));
  return thatFit(opened.filter((content) => !isShredded(content)) as unknown as readonly MailboxMail[]);
};

const thatFit = (mails: readonly MailboxMail[]): readonly MailboxMail[] => {
  let bytes = 0;
  const tooMany = mails.findLastIndex(
    (mail) => (bytes += Buffer.byteLength(JSON.stringify(mail))) > mostBytesOfMailbox,
  );
  return mails.slice(tooMany + 1);
};
