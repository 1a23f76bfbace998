import { createTransport } from 'nodemailer';
import { MailNotTaken, messageIdOf, type MailTransport } from './mail-transport.ts';

type Logo = Readonly<{ contentType: string; bytes: Buffer }>;

const patience = 15_000;

/**
 * @param url `smtp://` or `smtps://`, with user and password in it where the server wants them; `?requireTLS=true`
 * refuses a server without STARTTLS. @param from the sender, for example `Lethe <no-reply@lethe.example>`.
 * @param logo goes with each mail that shows `cid:logo`, so that nobody learns when it is read.
 */
export const smtpTransport = (url: string, from: string, logo?: Logo): MailTransport => {
  const server = createTransport(
    { url, connectionTimeout: patience, greetingTimeout: patience, socketTimeout: patience, dnsTimeout: patience },
    { from, disableFileAccess: true, disableUrlAccess: true },
  );
  return {
    send: async ({ mailId, to, subject, text, html, language, at }) => {
      const recipient = { name: '', address: to };
      const messageId = messageIdOf(mailId, from);
      // RFC 3834: no holiday notices back.
      const headers = { 'Auto-Submitted': 'auto-generated', 'Content-Language': language };
      const attachments = logo !== undefined && html.includes('cid:logo') ? [attachmentOf(logo)] : [];
      const content = { subject, text, html, attachments };
      try {
        await server.sendMail({ to: recipient, ...content, messageId, date: new Date(at), headers });
      } catch (error) {
        throw notTaken(error);
      }
    },
    close: async () => server.close(),
  };
};

const attachmentOf = ({ contentType, bytes }: Logo) =>
  ({ cid: 'logo', filename: 'logo', contentType, content: bytes, contentDisposition: 'inline' }) as const;

const notTaken = (error: unknown): MailNotTaken => {
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown };
  return new MailNotTaken(
    typeof code === 'string' ? code : 'unknown',
    typeof responseCode === 'number' ? responseCode : undefined,
  );
};
