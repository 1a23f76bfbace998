import { randomUUID } from 'node:crypto';
import { expect, it } from '@jest/globals';
import type { MailTransport, OutgoingMail } from './mail-transport.ts';

export type Delivered = Readonly<{ to: string; subject: string; text: string; html: string; once: string }>;

/** `once` of a delivered mail is the same for the same mail, so that who receives it can tell a repeat. */
export type TransportUnderTest = Readonly<{ transport: MailTransport; delivered: () => Promise<readonly Delivered[]> }>;

export const someMail = (about: Partial<OutgoingMail> = {}): OutgoingMail => ({
  mailId: randomUUID(),
  to: 'ada@example.test',
  subject: 'Your code to register',
  text: 'Your code is 482913.\n',
  html: '<p>Your code is 482913.</p>',
  language: 'en',
  at: '2026-11-24T08:00:00.000Z',
  ...about,
});

/** What every way to send mail promises. */
export const mailTransportContract = (underTest: () => TransportUnderTest): void => {
  const sent = async (mail: OutgoingMail): Promise<readonly Delivered[]> => {
    await underTest().transport.send(mail);
    return (await underTest().delivered()).filter(({ to }) => to === mail.to);
  };

  it('delivers to the address, with subject, text and HTML (API-4)', async () => {
    const mail = someMail({ to: 'plain@example.test' });
    const { to, subject, text, html } = mail;
    expect(await sent(mail)).toMatchObject([{ to, subject, text, html }]);
  });

  it('delivers any script', async () => {
    const text = 'Sie gehören jetzt zu “Werkstatt 工作室” 🎉\nاختبار\n';
    const html = '<p>工作室 🎉 اختبار</p>';
    const mail = someMail({ to: 'script@example.test', subject: 'Willkommen, 小王', text, html });
    expect(await sent(mail)).toMatchObject([{ subject: 'Willkommen, 小王', text, html }]);
  });

  it('lets no subject write header lines or a body', async () => {
    const subject = 'Hello\r\nBcc: eve@example.test\r\n\r\nbody';
    const [mail] = await sent(someMail({ to: 'header@example.test', subject }));
    expect(mail).toMatchObject({ text: 'Your code is 482913.\n' });
    expect((await underTest().delivered()).filter(({ to }) => to.includes('eve'))).toEqual([]);
  });

  it('lets whoever receives the same mail again tell it', async () => {
    const mail = someMail({ to: 'again@example.test' });
    await sent(mail);
    const repeated = await sent(mail);
    expect(new Set(repeated.map(({ once }) => once)).size).toBe(1);
    const both = await sent(someMail({ to: 'again@example.test' }));
    expect(new Set(both.map(({ once }) => once)).size).toBe(2);
  });
};
