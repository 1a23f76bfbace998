import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { inMemorySubjectKeys, originOf, sealingOf } from '@lethe/sealing';
import { freshDatabase, type FreshDatabase } from '@lethe/testing';
import { Kysely, PostgresDialect } from 'kysely';
import { Pool } from 'pg';
import { mailTransportContract, someMail } from '../transport/mail-transport.contract.ts';
import { mailboxMigrations } from './mailbox.migrations.ts';
import { mailboxTransport, readMailbox } from './mailbox.ts';

let database: FreshDatabase;
let pool: Pool;
let kit: Parameters<typeof mailboxTransport>[0];

beforeAll(async () => {
  database = await freshDatabase();
  pool = new Pool({ connectionString: database.url });
  pool.on('error', () => undefined); // a connection that still closes when its database is dropped
  for (const statement of mailboxMigrations.flatMap(({ statements }) => statements)) await pool.query(statement);
  kit = {
    database: new Kysely({ dialect: new PostgresDialect({ pool }) }),
    sealing: sealingOf({ keys: inMemorySubjectKeys(), tokenKey: randomBytes(32) }),
    clock: () => '2026-11-24T08:00:01.000Z',
  };
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

const sendTo = async (to: string, ...texts: readonly string[]): Promise<void> => {
  for (const text of texts) await mailboxTransport(kit).send(someMail({ to, text }));
};
const textsTo = async (address?: string): Promise<readonly string[]> =>
  (await readMailbox(kit, address)).map(({ text }) => text);

describe('The mailbox of development (RUN-1)', () => {
  mailTransportContract(() => ({
    transport: mailboxTransport(kit),
    delivered: async () => (await readMailbox(kit)).map((mail, place) => ({ html: '', ...mail, once: `${place}` })),
  }));

  it('shows what was sent and when, newest last', async () => {
    await sendTo('order@example.test', 'first', 'second');
    const html = '<p>Your code is 482913.</p>';
    expect(await readMailbox(kit, 'order@example.test')).toEqual([
      {
        to: 'order@example.test',
        subject: 'Your code to register',
        text: 'first',
        html,
        sentAt: '2026-11-24T08:00:01.000Z',
      },
      {
        to: 'order@example.test',
        subject: 'Your code to register',
        text: 'second',
        html,
        sentAt: '2026-11-24T08:00:01.000Z',
      },
    ]);
  });

  it('shows one address only where one is asked for, however it is written', async () => {
    await sendTo('Zoë@Example.test', 'to Zoë');
    await sendTo('zoe@example.test', 'to somebody else');
    expect(await textsTo(' zoë@example.TEST')).toEqual(['to Zoë']);
    expect(await textsTo()).toEqual(expect.arrayContaining(['to Zoë', 'to somebody else']));
    expect(await textsTo('nobody@example.test')).toEqual([]);
  });

  it('shows the newest 200 at most', async () => {
    const texts = Array.from({ length: 203 }, (_none, index) => `mail ${index}`);
    await sendTo('many@example.test', ...texts);
    expect(await textsTo('many@example.test')).toEqual(texts.slice(-200));
  });

  it('shows as many as fit an answer, the newest ones', async () => {
    const html = 'x'.repeat(100_000);
    for (const text of ['1', '2', '3', '4', '5', '6', '7', '8', '9'])
      await mailboxTransport(kit).send(someMail({ to: 'large@example.test', text, html }));
    expect(await textsTo('large@example.test')).toEqual(['3', '4', '5', '6', '7', '8', '9']);
  });

  it('shows a mail of before HTML with its text alone', async () => {
    const to = 'before@example.test';
    const value = { to, subject: 'Your code to register', text: 'of before', sentAt: '2026-11-24T08:00:01.000Z' };
    const mailId = randomUUID();
    const origin = originOf(`mailbox-${mailId}`, 'Mail', 'content');
    const [content] = await kit.sealing.seal([{ value, subject: `mailbox:${mailId}`, origin }]);
    const index = kit.sealing.mac('mailbox', to);
    await pool.query('insert into mailbox (mail_id, address_index, content) values ($1, $2, $3)', [
      mailId,
      index,
      content,
    ]);
    expect(await readMailbox(kit, to)).toEqual([value]);
  });

  it('keeps nothing in plain in the database (CAN-10)', async () => {
    await sendTo('marker@example.test', 'marker of the text');
    const { rows } = await pool.query<{ row: string }>('select mailbox::text as row from mailbox');
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter(({ row }) => /marker|code to register/i.test(row))).toEqual([]);
  });
});
