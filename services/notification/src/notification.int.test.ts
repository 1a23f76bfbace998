import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { keyringOf, NatsCalls, natsServer } from '@lethe/bus';
import { ReadMailbox, SendMail } from '@lethe/contracts';
import { provisionDatabases, provisionKeys, readKey, readPublicKeys, startService } from '@lethe/service';
import { eventually } from '@lethe/testing';
import { ownNats } from '../../../libs/bus/src/testing/own-nats.ts';
import { notification } from './index.ts';
import { ownPostgres } from './testing/own-postgres.ts';

let postgres: Awaited<ReturnType<typeof ownPostgres>>;
let nats: Awaited<ReturnType<typeof ownNats>>;
let environment: Readonly<Record<string, string>>;

beforeAll(async () => {
  [postgres, nats] = await Promise.all([ownPostgres(), ownNats()]);
  await provisionKeys(postgres.data, ['notification', 'identity', 'gateway']);
  await provisionDatabases(postgres.url, postgres.data, ['notification']);
  environment = {
    LETHE_POSTGRES_URL: postgres.url,
    LETHE_NATS_URL: nats.url,
    LETHE_DATA: postgres.data,
    LETHE_MODE: 'development',
    LETHE_LOG_LEVEL: 'silent',
  };
});
afterAll(async () => {
  await Promise.all([postgres.stop(), nats.stop()]);
});

const callsOf = async (name: 'identity' | 'gateway') => {
  const clock = () => new Date().toISOString();
  const keyring = await keyringOf({
    name,
    own: readKey(postgres.data, name),
    known: { keys: readPublicKeys(postgres.data).keys },
    clock,
  });
  const calls = new NatsCalls({ nats: natsServer(name, nats.url), keyring, clock });
  await calls.connect();
  return calls;
};

describe('The service, started as people start it', () => {
  it('delivers, and shows what it delivered after a restart as well (RUN-1)', async () => {
    const [identity, gateway] = await Promise.all([callsOf('identity'), callsOf('gateway')]);
    const before = await startService(notification, environment);
    const to = { registrationId: randomUUID(), address: 'ada@example.test' };
    await identity.ask(SendMail, { ...to, template: 'registration-code', parameters: { code: '482913' } });
    const delivered = { mails: [{ to: 'ada@example.test', text: expect.stringContaining('482913') }] };
    await eventually(async () => expect(await gateway.ask(ReadMailbox, {})).toMatchObject(delivered));
    await before.stop();
    const after = await startService(notification, environment);
    expect(await gateway.ask(ReadMailbox, {})).toMatchObject(delivered);
    await after.stop();
    await Promise.all([identity.close(), gateway.close()]);
  });

  it('does not start in production without a mail server', async () => {
    await expect(startService(notification, { ...environment, LETHE_MODE: 'production' })).rejects.toThrow(
      'LETHE_SMTP_URL',
    );
  });
});
