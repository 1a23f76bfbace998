import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@lethe/testing';
import { notificationSettings } from '../notification.config.ts';
import { samples } from '../templates/samples.ts';
import { writerWith } from '../templates/writer.module.ts';
import { drippingMailServer } from '../testing/dripping-mail-server.ts';
import { mailServer } from '../testing/mail-server.ts';
import { mailTransportContract, someMail } from './mail-transport.contract.ts';
import type { MailTransport } from './mail-transport.ts';
import { smtpTransport } from './smtp-transport.module.ts';

const from = 'Lethe <no-reply@lethe.example>';
let server: Awaited<ReturnType<typeof mailServer>>;
let transport: MailTransport;

beforeAll(async () => {
  server = await mailServer({ refuses: /^refused/ });
  transport = smtpTransport(server.url, from);
});
afterAll(async () => {
  await transport.close();
  await server.stop();
});

const delivered = async () =>
  server.arrived().map(({ to, subject = '', text = '', html = '', messageId = '' }) => ({
    to: to.join(' and '),
    subject,
    text,
    html,
    once: messageId,
  }));
const failureOf = (mail: ReturnType<typeof someMail>, by = transport): Promise<unknown> =>
  by.send(mail).then(
    () => undefined,
    (error: unknown) => error,
  );

describe('Mail by SMTP', () => {
  mailTransportContract(() => ({ transport, delivered }));

  it("carries the sender, a Message-ID of the sender's domain, and the mark of a mail no holiday notice answers", async () => {
    const mail = someMail({ to: 'headers@example.test' });
    await transport.send(mail);
    const arrived = server.arrived().find(({ to }) => to.includes(mail.to));
    expect(arrived).toMatchObject({
      from: '"Lethe" <no-reply@lethe.example>',
      messageId: `<${mail.mailId}@lethe.example>`,
    });
    expect(arrived?.headers.get('auto-submitted')).toBe('auto-generated');
    expect(arrived?.headers.get('content-language')).toBe('en');
    expect(arrived?.headers.get('date')).toEqual(new Date(mail.at));
  });

  it('is text and HTML of one mail, in Chinese as well (API-4)', async () => {
    const to = 'zh@example.test';
    const reader = { language: 'zh', timeZone: 'Asia/Shanghai' } as const;
    const about = { acceptedAt: '2026-11-24T08:00:00.000Z', reader };
    const { write } = writerWith(notificationSettings.parse({}));
    const written = write('cancellation-last', samples, about);
    await transport.send(someMail({ ...written, to, language: 'zh' }));
    const arrived = server.arrived().find((mail) => mail.to.includes(to));
    expect(arrived).toMatchObject({ subject: '您的数据已清除', text: written.text, html: written.html });
    expect(arrived?.headers.get('content-language')).toBe('zh');
    expect(arrived?.headers.get('content-type')).toMatchObject({ value: 'multipart/alternative' });
    expect(arrived?.bytes).toBeGreaterThan(1000);
    expect(arrived?.bytes).toBeLessThan(50_000);
  });

  it('brings the logo with it, so that nothing is fetched when it is read', async () => {
    const logo = { contentType: 'image/png', bytes: Buffer.from('89504e470d0a1a0a', 'hex') };
    const branded = smtpTransport(server.url, from, { logo });
    const [to, html] = ['logo@example.test', '<p><img src="cid:logo" alt="Lethe"></p>'];
    await branded.send(someMail({ to, html }));
    await branded.close();
    const arrived = server.arrived().find((mail) => mail.to.includes(to));
    expect(arrived?.attachments).toMatchObject([{ cid: 'logo', contentType: 'image/png', content: logo.bytes }]);
    expect(arrived?.html).toBe(html);
  });

  it('never makes two recipients of one address', async () => {
    await failureOf(someMail({ to: 'first@example.test, second@example.test' }));
    expect(server.arrived().filter(({ to }) => to.length > 1 || to.includes('second@example.test'))).toEqual([]);
  });

  it('that a server refuses says with which codes, and keeps the address to itself', async () => {
    const error = await failureOf(someMail({ to: 'refused@example.test' }));
    expect(error).toMatchObject({ name: 'MailNotTaken', code: 'EENVELOPE', reply: 550 });
    expect(`${String(error)} ${JSON.stringify(error)} ${(error as Error).stack}`).not.toContain('refused@');
    expect(error).not.toHaveProperty('cause');
  });

  it('that reaches nobody was not taken', async () => {
    const gone = await mailServer();
    await gone.stop();
    const nowhere = smtpTransport(gone.url, from);
    expect(await failureOf(someMail(), nowhere)).toMatchObject({ name: 'MailNotTaken', code: 'ESOCKET' });
    await nowhere.close();
  });

  it('goes by TLS from the first byte where the address says so, and only to a server with a proven name', async () => {
    const secure = await mailServer({ secure: true });
    const strict = smtpTransport(secure.url, from);
    expect(await failureOf(someMail(), strict)).toMatchObject({ name: 'MailNotTaken', code: 'ESOCKET' });
    const lenient = smtpTransport(`${secure.url}?tls.rejectUnauthorized=false`, from);
    await lenient.send(someMail());
    expect(secure.arrived()).toHaveLength(1);
    await secure.stop();
  });

  it.each(['EHLO', 'RCPT', '.'] as const)(
    'that a server takes for ever to answer %s to, byte by byte, was not taken, and its connection ends (L1)',
    async (command) => {
      const dripping = await drippingMailServer(command);
      const bounded = smtpTransport(dripping.url, from, { deadlineMs: 2_000 });
      expect(await failureOf(someMail(), bounded)).toMatchObject({ name: 'MailNotTaken', code: 'ETIMEDOUT' });
      await eventually(() => expect(dripping.connections()).toBe(0));
      await dripping.stop();
    },
  );

  it('that is under way when the service stops holds up nothing (L1)', async () => {
    const dripping = await drippingMailServer('EHLO');
    const stopped = smtpTransport(dripping.url, from);
    const failure = failureOf(someMail(), stopped);
    await eventually(() => expect(dripping.connections()).toBe(1));
    await stopped.close();
    expect(await failure).toMatchObject({ name: 'MailNotTaken' });
    await dripping.stop();
  });
});
