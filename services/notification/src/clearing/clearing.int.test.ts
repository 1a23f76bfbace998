import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SendMail } from '@lethe/contracts';
import { isRefusal } from '@lethe/deciding';
import { eventually } from '@lethe/testing';
import { mailServer } from '../testing/mail-server.ts';
import { identity, toldToCancellation } from '../testing/neighbours.ts';
import { runNotification } from '../testing/running.ts';
import { recordSent } from '../outbox/end-mail.ts';
import { endMail } from '../outbox/settling.ts';

let server: Awaited<ReturnType<typeof mailServer>>;
let service: Awaited<ReturnType<typeof runNotification>>;

beforeAll(async () => {
  server = await mailServer();
  service = await runNotification({ LETHE_SMTP_URL: server.url, LETHE_MAIL_FROM: 'no-reply@lethe.example' });
});
afterAll(async () => {
  await service.stop();
  await server.stop();
});

const someone = (): string => {
  const accountId = randomUUID();
  identity.knows(accountId, `${accountId}@marker.example`);
  return accountId;
};
const accountWithMail = async () => {
  const accountId = someone();
  await sendTo(accountId);
  return accountId;
};
const sendTo = async (accountId: string): Promise<string> => {
  const cancellation = await service.callsOf('cancellation');
  const answer = await cancellation.ask(SendMail, { accountId, template: 'factor-bound', parameters: {} });
  if (isRefusal(answer)) throw new Error(answer.refused);
  return answer.mailId;
};
const clear = async (accountId: string) => {
  const at = service.clock.now();
  const cancellationId = randomUUID();
  await service.clear({ accountId, cancellationId, participant: 'notification', finalAt: at, releasedAt: at });
  return cancellationId;
};
const keyOf = async (accountId: string) => (await service.keys.open([`account:${accountId}`])).size;
const isSettled = (accountId: string) =>
  eventually(async () => {
    const types = (await service.store.read(`recipient-${accountId}`)).events.map(({ type }) => type);
    expect(types).toContain('MailSettled');
  });

describe('Clearing an account in notification (CAN-7, CAN-12)', () => {
  it('with all mail sent is done at once, and the key is gone', async () => {
    const accountId = await accountWithMail();
    await isSettled(accountId);
    const cancellationId = await clear(accountId);
    await eventually(() => expect(toldToCancellation(accountId)).toHaveLength(1));
    expect(toldToCancellation(accountId)).toMatchObject([{ cancellationId, evidence: { categories: { mails: 1 } } }]);
    expect(await keyOf(accountId)).toBe(0);
  });

  it('waits for mail under way, and goes on by itself when it is sent', async () => {
    const { port } = server;
    await server.stop();
    const accountId = await accountWithMail();
    const by = new Date(Date.parse(service.clock.now()) + 72 * 3_600_000).toISOString();
    const cancellationId = await clear(accountId);
    await eventually(() =>
      expect(toldToCancellation(accountId)).toEqual([{ accountId, cancellationId, finishedBy: by }]),
    );
    expect(await keyOf(accountId)).toBe(1);
    server = await mailServer({ port });
    service.clock.advance({ seconds: 5 });
    await eventually(() => expect(toldToCancellation(accountId)).toHaveLength(2));
    expect(toldToCancellation(accountId)[1]).toMatchObject({ cancellationId, evidence: { categories: { mails: 1 } } });
    expect(server.arrived()).toHaveLength(1);
    expect(await keyOf(accountId)).toBe(0);
  });

  it('goes on when the last mail is given up', async () => {
    const { port } = server;
    await server.stop();
    const accountId = await accountWithMail();
    await clear(accountId);
    service.clock.advance({ hours: 72 });
    await eventually(() => expect(toldToCancellation(accountId)).toHaveLength(2));
    expect(await keyOf(accountId)).toBe(0);
    server = await mailServer({ port });
  });

  it('goes on where the process died between sending the last mail and what follows it (CAN-8)', async () => {
    const { port } = server;
    await server.stop();
    const accountId = someone();
    const mailId = await sendTo(accountId);
    await clear(accountId);
    const sent = { type: 'RecordSent', data: { at: service.clock.now() } } as const;
    await endMail(service.kit, mailId, (mail) => recordSent(sent, mail));
    expect(toldToCancellation(accountId)).toHaveLength(1);
    service.clock.advance({ seconds: 5 });
    await eventually(() => expect(toldToCancellation(accountId)).toHaveLength(2));
    server = await mailServer({ port });
  });

  it('takes no mail for the account any more, neither while it waits nor when the key is gone', async () => {
    const { port } = server;
    await server.stop();
    const waiting = await accountWithMail();
    await clear(waiting);
    const cleared = someone();
    await clear(cleared);
    expect([toldToCancellation(waiting).length, toldToCancellation(cleared).length]).toEqual([1, 1]);
    for (const accountId of [waiting, cleared]) await expect(sendTo(accountId)).rejects.toThrow('recipient-missing');
    server = await mailServer({ port });
  });
});
