import type { AddressInfo } from 'node:net';
import { simpleParser, type Attachment } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export type ArrivedMail = Readonly<{
  to: readonly string[];
  from: string;
  messageId: string | undefined;
  subject: string | undefined;
  text: string | undefined;
  html: string | undefined;
  attachments: readonly Attachment[];
  /** The size of the whole. */
  bytes: number;
  headers: ReadonlyMap<string, unknown>;
}>;

/** Links to attachments stay as they were written. */
const asSent = { skipImageLinks: true, skipTextToHtml: true } as const;

/** A real SMTP server of the test's own. What `refuses` says of an address is its reply, which quotes the address as real ones do. */
export const mailServer = async ({
  port = 0,
  refuses,
  secure = false,
}: Readonly<{ port?: number; refuses?: RegExp; secure?: boolean }> = {}) => {
  const arrived: ArrivedMail[] = [];
  const server = new SMTPServer({
    secure,
    logger: false,
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: ({ address }, _session, done) => {
      if (refuses?.test(address) !== true) return done();
      done(Object.assign(new Error(`<${address}>: no such mailbox`), { responseCode: 550 }));
    },
    onData: (stream, { envelope }, done) => {
      let bytes = 0;
      stream.on('data', (chunk: Buffer) => (bytes += chunk.length));
      simpleParser(stream, asSent, (error, { from, messageId, subject, text, html, attachments, headers }) => {
        const to = envelope.rcptTo.map(({ address }) => address);
        const parts = { subject, text, html: html === false ? undefined : html, attachments };
        arrived.push({ to, from: from?.text ?? '', messageId, ...parts, headers, bytes });
        done(error);
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()));
  const address = server.server.address() as AddressInfo;
  return {
    port: address.port,
    url: `${secure ? 'smtps' : 'smtp'}://127.0.0.1:${address.port}`,
    arrived: (): readonly ArrivedMail[] => arrived,
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
};
