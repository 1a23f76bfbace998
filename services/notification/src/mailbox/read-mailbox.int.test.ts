import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from '@jest/globals';
import { ReadMailbox, SendMail } from '@lethe/contracts';
import { eventually } from '@lethe/testing';
import { runNotification } from '../testing/running.ts';

let service: Awaited<ReturnType<typeof runNotification>>;
afterEach(() => service.stop());

describe('The mailbox page (RUN-1)', () => {
  it('shows what was sent to an address, where no mail server is named', async () => {
    service = await runNotification();
    const to = { registrationId: randomUUID(), address: 'Ada@example.test' };
    const identity = await service.callsOf('identity');
    await identity.ask(SendMail, { ...to, template: 'registration-code', parameters: { code: '482913' } });
    const gateway = await service.callsOf('gateway');
    const answer = await eventually(async () => {
      const read = await gateway.ask(ReadMailbox, { address: 'ada@example.test' });
      expect(read).toMatchObject({ mails: [{}] });
      return read;
    });
    expect(answer).toMatchObject({
      mails: [{ to: 'ada@example.test', subject: 'Your code to register', text: expect.stringContaining('482913') }],
    });
    expect(await gateway.ask(ReadMailbox, { address: 'eve@example.test' })).toEqual({ mails: [] });
  });

  it('is closed where mail goes by SMTP', async () => {
    service = await runNotification({
      LETHE_SMTP_URL: 'smtp://127.0.0.1:9',
      LETHE_MAIL_FROM: 'no-reply@lethe.example',
    });
    const gateway = await service.callsOf('gateway');
    expect(await gateway.ask(ReadMailbox, {})).toEqual({ refused: 'mailbox-closed', details: {} });
  });
});
