import { Socket } from 'node:net';
import { Readable } from 'node:stream';
import { within } from '@lethe/running';
import { createTransport, type SendMailOptions } from 'nodemailer';
import type { PluginFunction } from 'nodemailer/lib/mailer';
import { MailNotTaken, messageIdOf, type MailTransport } from './mail-transport.ts';

type Logo = Readonly<{ contentType: string; bytes: Buffer }>;

/**
 * Of the whole hand-over: a server that says a little now and then would hold it for ever. Half of what a due row may take
 * (`dueRunner`), so that it is this mail that failed, and not its turn.
 */
const usualDeadlineMs = 30_000;

type Options = Readonly<{ logo?: Logo | undefined; deadlineMs?: number }>;

/**
 * @param url `smtp://` or `smtps://`, with user and password in it where the server wants them; `?requireTLS=true`
 * refuses a server without STARTTLS. @param from the sender, for example `Lethe <no-reply@lethe.example>`.
 * `logo` goes with each mail that shows `cid:logo`, so that nobody learns when it is read. `deadlineMs` is for one mail; a
 * server that says nothing for half of it is left before.
 */
export const smtpTransport = (url: string, from: string, options: Options = {}): MailTransport => {
  const { logo, deadlineMs = usualDeadlineMs } = options;
  const open = new Set<Socket>();
  return {
    send: async ({ mailId, to, subject, text, html, language, at }) => {
      const messageId = messageIdOf(mailId, from);
      // RFC 3834: no holiday notices back.
      const headers = { 'Auto-Submitted': 'auto-generated', 'Content-Language': language };
      const attachments = logo !== undefined && html.includes('cid:logo') ? [attachmentOf(logo)] : [];
      const content = { subject, text, html, attachments };
      const mail = { from, ...content, messageId, date: new Date(at), headers };
      await handOver(url, mail, { to, open, deadlineMs });
    },
    close: async () => {
      for (const socket of open) socket.destroy(new MailNotTaken('ECONNRESET'));
    },
  };
};

/** By a connection of its own, which ends with it, at the latest at the deadline. */
const handOver = async (
  url: string,
  mail: SendMailOptions,
  { to, open, deadlineMs }: Readonly<{ to: string; open: Set<Socket>; deadlineMs: number }>,
): Promise<void> => {
  const socket = new Socket();
  open.add(socket.on('error', () => undefined).once('close', () => open.delete(socket)));
  // From the look-up of the name to the greeting, and then for each silence.
  const patience = deadlineMs / 2;
  const limits = {
    dnsTimeout: patience,
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
  };
  const server = createTransport({ url, socket, ...limits }, { disableFileAccess: true, disableUrlAccess: true });
  server.use('stream', addressedTo(to));
  try {
    if ((await within(deadlineMs, server.sendMail(mail))) === undefined) throw new MailNotTaken('ETIMEDOUT');
  } catch (error) {
    const failure = notTaken(error);
    socket.destroy(failure);
    throw failure;
  }
};

/**
 * ID-5: the library would read the mailbox once more, and write a host name in its own way (in Unicode behind a local part that
 * is not ASCII). So neither the envelope nor the header is its work.
 */
const addressedTo =
  (mailbox: string): PluginFunction =>
  ({ message }, done) => {
    const { from } = message.getEnvelope();
    message.getEnvelope = () => ({ from, to: [mailbox] });
    message.processFunc((written) => Readable.from(withHeader(`To: <${mailbox}>\r\n`, written), { objectMode: false }));
    done();
  };

async function* withHeader(header: string, written: Readable): AsyncGenerator<string | Buffer> {
  yield header;
  yield* written;
}

const attachmentOf = ({ contentType, bytes }: Logo) =>
  ({ cid: 'logo', filename: 'logo', contentType, content: bytes, contentDisposition: 'inline' }) as const;

const notTaken = (error: unknown): MailNotTaken => {
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown };
  return new MailNotTaken(
    typeof code === 'string' ? code : 'unknown',
    typeof responseCode === 'number' ? responseCode : undefined,
  );
};
