import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Calls } from '@lethe/bus';
import { SendMail, type InputOf } from '@lethe/contracts';
import { isRefusal } from '@lethe/deciding';
import { eventually } from '@lethe/testing';
import { everyRow } from '../testing/every-row.ts';
import { mailServer } from '../testing/mail-server.ts';
import { identity } from '../testing/neighbours.ts';
import { runNotification } from '../testing/running.ts';

type Asked = Omit<InputOf<typeof SendMail>, 'template' | 'parameters'>;

let server: Awaited<ReturnType<typeof mailServer>>;
let service: Awaited<ReturnType<typeof runNotification>>;
let cancellation: Calls;

beforeAll(async () => {
  server = await mailServer();
  service = await runNotification({ LETHE_SMTP_URL: server.url, LETHE_MAIL_FROM: 'Lethe <no-reply@lethe.example>' });
  cancellation = await service.callsOf('cancellation');
});
afterAll(async () => {
  await service.stop();
  await server.stop();
});

const someone = (salt: string | null = null, reader: Parameters<typeof identity.knows>[3] = {}) => {
  const accountId = randomUUID();
  const email = `${accountId.slice(0, 8)}@marker.example`;
  identity.knows(accountId, email, salt, reader);
  return { accountId, email };
};
const send = async (mail: InputOf<typeof SendMail>, key: string = randomUUID()): Promise<string> => {
  const answer = await cancellation.ask(SendMail, mail, { key });
  if (isRefusal(answer)) throw new Error(answer.refused);
  return answer.mailId;
};
const sendCode = (to: Asked, key?: string) =>
  send({ ...to, template: 'registration-code', parameters: { code: '482913' } }, key);
const arrivedAt = (email: string) => server.arrived().filter(({ to }) => to.includes(email));
const arrives = (email: string) => eventually(() => expect(arrivedAt(email)).toHaveLength(1));
const eventsOf = async (mailId: string): Promise<readonly string[]> =>
  (await service.store.read(`mail-${mailId}`)).events.map(({ type }) => type);
const ends = (mailId: string, how: string) => eventually(async () => expect(await eventsOf(mailId)).toContain(how));
const nothingIsDue = () =>
  eventually(async () => expect((await service.pool.query('select from due')).rowCount).toBe(0));
const withoutServer = async <Result>(during: () => Promise<Result>): Promise<Result> => {
  const { port } = server;
  await server.stop();
  const result = await during();
  server = await mailServer({ port });
  return result;
};

describe('Sending mail', () => {
  it('to an account asks identity for the address', async () => {
    const { accountId, email } = someone();
    const mailId = await send({ accountId, template: 'factor-bound', parameters: {} });
    await arrives(email);
    expect(arrivedAt(email)).toMatchObject([
      { subject: 'A second factor was bound to your account', messageId: `<${mailId}@lethe.example>` },
    ]);
    await ends(mailId, 'MailSent');
  });

  it.each(['accountId', 'registrationId', 'invitationId', 'resetId'] as const)(
    'by %s goes to the address in the call, as often as it is asked for, and the key of each dies with the hand-over (I8, K6)',
    async (kind) => {
      const id = randomUUID();
      const address = `${id.slice(0, 8)}@marker.example`;
      for (const time of [1, 2]) {
        const mailId = await sendCode({ [kind]: id, address });
        await eventually(() => expect(arrivedAt(address)).toHaveLength(time));
        await eventually(async () => expect([...(await service.keys.open([`mail:${mailId}`])).keys()]).toEqual([]));
      }
    },
  );

  it('to an account, taken by a build of before, leaves the key of the account to what else lies under it (K6)', async () => {
    const { accountId, email } = someone();
    const [mailId, takenAt] = [randomUUID(), service.clock.now()];
    const subject = `account:${accountId}`;
    const command = { id: randomUUID(), type: 'taken', actor: 'before', correlationId: mailId, subject, request: {} };
    const contents = { template: 'factor-bound', address: email, reader: null, parameters: {} } as const;
    const accepted = { mailId, accountId, ...contents, sealedUnder: 'addressee', acceptedAt: takenAt } as const;
    await service.kit.journal.handle(
      command,
      async (unit) => {
        unit.record(`mail-${mailId}`, [{ type: 'AccountMailAccepted', data: accepted }]);
        unit.record(`recipient-${accountId}`, [{ type: 'MailTaken', data: { accountId, mailId, takenAt } }]);
      },
      () => undefined,
    );
    await arrives(email);
    await nothingIsDue();
    expect([...(await service.keys.open([subject])).keys()]).toEqual([subject]);
  });

  it('to an account is written in its own language, with times of its zone (API-4)', async () => {
    const { accountId, email } = someone(null, { language: 'zh', timeZone: 'Asia/Shanghai' });
    await send({ accountId, template: 'factor-bound', parameters: {} });
    await arrives(email);
    const [mail] = arrivedAt(email);
    expect(mail?.subject).toBe('您的账号已绑定 MFA');
    expect(mail?.text).toContain('（中国标准时间）');
    expect(mail?.html).toContain('<html lang="zh-CN">');
  });

  it('to an address in the call is written in the language that is named there (API-4)', async () => {
    const registrationId = randomUUID();
    const address = `${registrationId.slice(0, 8)}@marker.example`;
    await sendCode({ registrationId, address, language: 'zh', timeZone: 'Asia/Shanghai' });
    await arrives(address);
    expect(arrivedAt(address)).toMatchObject([
      { subject: '您的注册验证码', text: expect.stringContaining('（中国标准时间）') },
    ]);
  });

  it('to nobody is refused', async () => {
    const nobody = { template: 'factor-bound', parameters: {} } as const;
    expect(await cancellation.ask(SendMail, nobody)).toEqual({ refused: 'recipient-missing', details: {} });
  });

  it('that is asked for again, at once or later, sends one mail', async () => {
    const { accountId, email } = someone();
    const asked = await Promise.all(['1', '1', '1'].map((key) => sendCode({ accountId }, `${accountId}/${key}`)));
    await arrives(email);
    expect(await sendCode({ accountId }, `${accountId}/1`)).toBe(asked[0]);
    expect(new Set(asked).size).toBe(1);
    await ends(asked[0] ?? '', 'MailSent');
    await nothingIsDue();
    await service.pool.query(`insert into due (kind, key, due_at) values ('send-mail', $1, '2026-01-01')`, [asked[0]]);
    await nothingIsDue();
    expect(arrivedAt(email)).toHaveLength(1);
  });

  it('to an account without an address is recorded and not tried again', async () => {
    const mailId = await sendCode({ accountId: randomUUID() });
    await ends(mailId, 'MailGivenUp');
    await nothingIsDue();
    expect(await eventsOf(mailId)).toEqual(['AccountMailAccepted', 'MailGivenUp']);
  });
});

describe('Mail while the server is down (E7)', () => {
  it('goes out later', async () => {
    const { accountId, email } = someone();
    await withoutServer(async () => {
      const mailId = await sendCode({ accountId });
      await eventually(() => expect(service.logged().filter((line) => line.includes(mailId))).toHaveLength(1));
      service.clock.advance({ seconds: 1 });
      service.clock.advance({ seconds: 1 });
      await eventually(() => expect(service.logged().filter((line) => line.includes(mailId))).toHaveLength(2));
    });
    service.clock.advance({ seconds: 5 });
    await arrives(email);
  });

  it('is given up after 72 hours, not before (CAN-12)', async () => {
    const { accountId, email } = someone();
    await withoutServer(async () => {
      const mailId = await sendCode({ accountId });
      service.clock.advance({ hours: 71, minutes: 59 });
      await eventually(() => expect(service.logged().join('')).toContain(mailId));
      expect(await eventsOf(mailId)).not.toContain('MailGivenUp');
      service.clock.advance({ minutes: 1 });
      await ends(mailId, 'MailGivenUp');
    });
    service.clock.advance({ hours: 1 });
    expect(arrivedAt(email)).toEqual([]);
  });

  it('has one try where an outage of ours held it for 72 hours (K8)', async () => {
    const { accountId, email } = someone();
    const outage = await service.pool.connect();
    await outage.query('begin');
    await outage.query('lock table due in access exclusive mode');
    await sendCode({ accountId });
    service.clock.advance({ hours: 80 });
    await outage.query('rollback');
    outage.release();
    await eventually(() => expect(arrivedAt(email)).toHaveLength(1));
  });

  it('has its tries again where the mail server comes back after us (K8, CAN-12)', async () => {
    const { accountId, email } = someone();
    const held = await withoutServer(async () => {
      const outage = await service.pool.connect();
      await outage.query('begin');
      await outage.query('lock table due in access exclusive mode');
      const mailId = await sendCode({ accountId });
      service.clock.advance({ hours: 80 });
      await outage.query('rollback');
      outage.release();
      await eventually(async () => expect(await eventsOf(mailId)).toEqual(['AccountMailAccepted', 'MailResumed']));
      return mailId;
    });
    service.clock.advance({ seconds: 5 });
    await arrives(email);
    await ends(held, 'MailSent');
  });

  it.each(['cancellation-confirmed', 'cancellation-last'] as const)(
    '%s goes out, in the language of the account, although identity has cleared the address since (CAN-7, CAN-12)',
    async (template) => {
      const { accountId, email } = someone('the-salt-of-marker', { language: 'zh', timeZone: null });
      const statusLink = 'https://lethe.example/cancellations#marker-token';
      await withoutServer(async () => {
        await send({ accountId, template, parameters: { cancellationId: randomUUID(), statusLink } });
        identity.clears(accountId);
      });
      service.clock.advance({ seconds: 5 });
      await arrives(email);
      const [mail] = arrivedAt(email);
      expect(mail?.text).toContain(statusLink);
      expect(mail?.headers.get('content-language')).toBe('zh');
      expect(mail?.text?.includes('the-salt-of-marker')).toBe(template === 'cancellation-last');
    },
  );
});

describe('What notification keeps (CAN-10)', () => {
  it('never shows an address or a parameter in its database or its log', async () => {
    const { accountId, email } = someone();
    const workspaceName = 'Marker Works';
    const mailId = await send({ accountId, template: 'ownership-received', parameters: { workspaceName } });
    await withoutServer(async () => {
      await send({ accountId, template: 'ownership-given', parameters: { workspaceName } });
      await eventually(() => expect(service.logged().join('')).toContain('ownership-given'));
    });
    const kept = [...(await everyRow(service.pool)), ...service.logged()];
    expect(kept.filter((line) => line.includes(mailId)).length).toBeGreaterThan(1);
    expect(kept.filter((line) => /marker|482913/i.test(line) || line.includes(email))).toEqual([]);
  });
});
