import { ReadAddress, type InputOf, type MailTemplate, type OutputOf, type SendMail } from '@lethe/contracts';
import { isRefusal, refuse } from '@lethe/deciding';
import { AccountGone, idFrom, type Command } from '@lethe/journal';
import { KeyDestroyed } from '@lethe/sealing';
import { shownBy } from '../templates/variables.ts';
import { readerOf } from '../templates/values.ts';
import { acceptMail, type AcceptMail } from './accept-mail.ts';
import { addresseeOf, type Addressee, type RecipientMissing } from './addressee.ts';
import { mailStream, type MailAccepted } from './mail.events.ts';
import type { OutboxKit } from '../notification-kit.ts';
import { recipientStream } from './recipient.events.ts';
import { mailFold } from './mail.ts';
import { recipientFold } from './recipient.ts';

type Asked = InputOf<typeof SendMail>;
type Taken = OutputOf<typeof SendMail>;
type TakingKit = Pick<OutboxKit, 'journal' | 'calls' | 'clock'>;

/** Identity clears the addresses as soon as the last mail is handed over; the mails of a cancellation must outlive that. */
const addressedAtOnce: ReadonlySet<MailTemplate> = new Set(['cancellation-confirmed', 'cancellation-last']);

/** Takes a mail over: from here on notification is answerable for it. Whoever is cleared by now is nobody. */
export const takeMail = async (kit: TakingKit, asked: Asked, command: Command): Promise<Taken | RecipientMissing> => {
  const addressee = addresseeOf(asked);
  if (isRefusal(addressee)) return addressee;
  try {
    return await recordMail(kit, asked, addressee, command);
  } catch (error) {
    if (error instanceof AccountGone || error instanceof KeyDestroyed) return refuse('recipient-missing');
    throw error;
  }
};

const recordMail = (kit: TakingKit, asked: Asked, addressee: Addressee, command: Command): Promise<Taken> => {
  const mailId = idFrom(command.id, 'mail');
  return kit.journal.handle<Taken>(
    command,
    async (unit) => {
      const at = kit.clock();
      const accept: AcceptMail = {
        type: 'AcceptMail',
        data: { mailId, addressee, template: asked.template, ...(await contentsOf(kit, asked, addressee)), at },
      };
      unit.record(mailStream(mailId), acceptMail(accept, mailFold.initial));
      if (addressee.kind !== 'account') return;
      const accountId = addressee.id;
      const stream = recipientStream(accountId);
      await unit.load(stream, recipientFold);
      unit.record(stream, [{ type: 'MailTaken', data: { accountId, mailId, takenAt: at } }]);
    },
    acceptedOf,
  );
};

type Contents = Pick<AcceptMail['data'], 'address' | 'reader' | 'parameters'>;

const contentsOf = async ({ calls }: TakingKit, asked: Asked, { kind, id }: Addressee): Promise<Contents> => {
  const { template, address = null, parameters } = asked;
  if (kind !== 'account' || !addressedAtOnce.has(template))
    return { address, reader: kind === 'account' ? null : readerOf(asked), parameters: shownBy(template, parameters) };
  const { email, salt, ...reader } = await calls.ask(ReadAddress, { accountId: id });
  const salted = salt === null ? parameters : { ...parameters, salt };
  return { address: address ?? email, reader: readerOf(reader), parameters: shownBy(template, salted) };
};

const acceptedOf = (events: readonly Readonly<{ data: object }>[]): Taken => {
  for (const { data } of events)
    if ('acceptedAt' in data) {
      const { mailId, acceptedAt } = data as MailAccepted['data'];
      return { mailId, acceptedAt };
    }
  throw new Error('The mail was not recorded.');
};
