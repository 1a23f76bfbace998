import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mailboxOf, mailboxOfStored, normalisedEmail, SendMail } from '@lethe/contracts';
import { eventually } from '@lethe/testing';
import fc from 'fast-check';
import { mailboxes, noMailboxes, typedAddress } from '../../../../libs/contracts/src/testing/spellings.ts';
import { recordingMailServer } from '../testing/recording-mail-server.ts';
import { runNotification } from '../testing/running.ts';
import { someMail } from './mail-transport.contract.ts';
import { smtpTransport } from './smtp-transport.module.ts';

const from = 'Lethe <no-reply@lethe.example>';
let server: Awaited<ReturnType<typeof recordingMailServer>>;

beforeAll(async () => {
  server = await recordingMailServer();
});
afterAll(() => server.stop());

const spellings = Object.values(mailboxes).flat();
const isTaken = (typed: string): boolean => 'mailbox' in mailboxOf(typed);

describe('Whom a mail server is told (ID-5, I1)', () => {
  let transport: ReturnType<typeof smtpTransport>;
  beforeAll(() => {
    transport = smtpTransport(server.url, from);
  });
  afterAll(() => transport.close());

  /** What the server was told of a stored address, in RCPT TO and in the header. */
  const toldOf = async (typed: string): Promise<string> => {
    const before = server.recorded().length;
    await transport.send(someMail({ to: mailboxOfStored(typed) ?? '' }));
    const [told, ...more] = server.recorded().slice(before);
    expect(more).toEqual([]);
    const [rcpt = '', ...others] = told?.rcpt ?? [];
    expect(others).toEqual([]);
    expect(told?.to).toBe(rcpt);
    return rcpt;
  };

  it.each(Object.entries(mailboxes))('is %s alone, however it was typed', async (mailbox, typed) => {
    for (const each of typed) expect(await toldOf(each)).toBe(`<${mailbox}>`);
  });

  it('is the same of two spellings if and only if they are of one account', async () => {
    const typedTwice = fc.tuple(typedAddress.filter(isTaken), typedAddress.filter(isTaken));
    const orSpellings = fc.oneof(typedTwice, fc.tuple(fc.constantFrom(...spellings), fc.constantFrom(...spellings)));
    const again = fc.tuple(typedAddress.filter(isTaken), fc.constantFrom('NFC', 'NFD', 'NFKD')).map(
      // What differs by form and case alone comes up by itself too rarely.
      ([typed, form]) => [typed, typed.toUpperCase().normalize(form)] as const,
    );
    await fc.assert(
      fc.asyncProperty(fc.oneof(orSpellings, again), async ([one, other]) => {
        fc.pre(isTaken(one) && isTaken(other));
        const isOneAccount = normalisedEmail(one) === normalisedEmail(other);
        expect((await toldOf(one)) === (await toldOf(other))).toBe(isOneAccount);
      }),
      { numRuns: 150 },
    );
  });
});

describe('A mail to what was typed (ID-5)', () => {
  let service: Awaited<ReturnType<typeof runNotification>>;
  beforeAll(async () => {
    service = await runNotification({ LETHE_SMTP_URL: server.url, LETHE_MAIL_FROM: from });
  });
  afterAll(() => service.stop());

  const sent = async (address: string): Promise<string> => {
    const calls = await service.callsOf('cancellation');
    const mail = { registrationId: randomUUID(), address, parameters: { code: '482913' } };
    const answer = await calls.ask(SendMail, { ...mail, template: 'registration-code' }, { key: randomUUID() });
    if ('refused' in answer) throw new Error(answer.refused);
    return `mail-${answer.mailId}`;
  };
  const endOf = async (stream: string) => (await service.store.read(stream)).events.at(-1);

  it('goes to its mailbox, under the capital letters and the full-width dot of whoever typed it', async () => {
    const before = server.recorded().length;
    const stream = await sent('Ada.L@B\u00dcCHER\uff0eexample');
    await eventually(async () => expect(await endOf(stream)).toMatchObject({ type: 'MailSent' }));
    expect(server.recorded().slice(before)).toEqual([
      { rcpt: ['<ada.l@xn--bcher-kva.example>'], to: '<ada.l@xn--bcher-kva.example>' },
    ]);
  });

  it('that an earlier build took and that is no mailbox reaches no server: it is given up at once', async () => {
    const before = server.recorded().length;
    const stored = (noMailboxes['email-character-not-allowed'] ?? []).slice(0, 3);
    const streams = await Promise.all([...stored, 'ada@localhost', 'ada@example.org.'].map(sent));
    for (const stream of streams)
      await eventually(async () =>
        expect(await endOf(stream)).toMatchObject({ type: 'MailGivenUp', data: { because: 'no-address' } }),
      );
    expect(server.recorded()).toHaveLength(before);
  });
});
