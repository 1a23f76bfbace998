import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ReadMailbox, SendMail } from '@lethe/contracts';
import { eventually } from '@lethe/testing';
import { amongNeighbours } from '../../../libs/service/src/testing/among-neighbours.ts';
import { notification } from './index.ts';
import { everyRow } from './testing/every-row.ts';
import { mailServer } from './testing/mail-server.ts';
import { AddressController, identity, ParticipantController, toldToCancellation } from './testing/neighbours.ts';

const startedAt = '2026-11-24T08:00:00.000Z';
let service: Awaited<ReturnType<typeof amongNeighbours>>;

beforeAll(async () => {
  service = await amongNeighbours(notification, startedAt, {
    identity: [AddressController],
    cancellation: [ParticipantController],
  });
});
afterAll(() => service.stop());

const tells = (accountId: string, told: readonly object[]) =>
  eventually(() => expect(toldToCancellation(accountId)).toMatchObject(told));

describe('Notification, started as people start it', () => {
  it('shows what it delivered, after a restart as well (RUN-1)', async () => {
    const caller = await service.callsOf('identity');
    const to = { registrationId: randomUUID(), address: 'ada@example.test' };
    await caller.ask(SendMail, { ...to, template: 'registration-code', parameters: { code: '482913' } });
    await caller.close();
    const delivered = { mails: [{ to: 'ada@example.test', text: expect.stringContaining('482913') }] };
    const mailbox = () => service.gateway.ask(ReadMailbox, { address: 'ada@example.test' });
    await eventually(async () => expect(await mailbox()).toMatchObject(delivered));
    await service.restart();
    expect(await mailbox()).toMatchObject(delivered);
  });

  it('sends the last mail of a cancellation although the server was down, the address is cleared and it was restarted (CAN-7, CAN-12, E7)', async () => {
    const { url, port, stop } = await mailServer();
    await stop();
    const smtp = { LETHE_SMTP_URL: url, LETHE_MAIL_FROM: 'no-reply@lethe.example' };
    await service.restart(smtp);
    const [accountId, cancellationId] = [randomUUID(), randomUUID()];
    const statusLink = 'https://lethe.example/cancellations#marker-token';
    const last = { accountId, template: 'cancellation-last', parameters: { cancellationId, statusLink } } as const;
    identity.knows(accountId, 'marker@example.test', 'marker-salt');
    await service.cancellation.ask(SendMail, last);
    identity.clears(accountId);
    const about = { accountId, cancellationId, finalAt: startedAt, releasedAt: startedAt };
    await service.clear({ ...about, participant: 'notification' });
    await tells(accountId, [{ cancellationId, finishedBy: '2026-11-27T08:00:00.000Z' }]);

    await service.restart(smtp);
    const server = await mailServer({ port });
    service.advance({ hours: 1 });
    await tells(accountId, [{}, { cancellationId, evidence: { categories: { mails: 1 } } }]);
    expect(server.arrived()).toMatchObject([
      { to: ['marker@example.test'], text: expect.stringContaining('marker-salt') },
    ]);
    expect((await everyRow(service.pool)).filter((row) => row.includes('marker'))).toEqual([]);
    await server.stop();
  });

  it('does not start with a mail of the operator that it could not send, and names the file (API-4)', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'lethe-own-mails-'));
    await writeFile(join(folder, 'factor-bound.en.mustache'), 'Subject: Bound\n\n{{username}}');
    await expect(service.restart({ LETHE_MAIL_TEMPLATES: folder })).rejects.toThrow(
      'factor-bound.en.mustache: paragraph 1',
    );
    await rm(folder, { recursive: true });
  });

  it('does not start without anywhere to send to', async () => {
    await expect(service.restart({ LETHE_MAIL: 'smtp' })).rejects.toThrow('LETHE_SMTP_URL');
  });
});
