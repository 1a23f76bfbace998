import { describe, expect, it } from '@jest/globals';
import { ServerCredentials } from '@grpc/grpc-js';
import { openKurrentEventStore } from './index.ts';
import { ownCertificate } from './testing/certificate.ts';
import { ownDouble } from './testing/own-double.ts';
import { command, said } from './testing/writing.ts';

const open = (url: string) => openKurrentEventStore({ url, log: 'words', patience: 2_000 });

describe('Opening a log on KurrentDB (RUN-3)', () => {
  it('is refused where the server is older than 26.1, saying which it is', async () => {
    const { url } = await ownDouble({ version: '25.1.0' });
    await expect(open(url)).rejects.toThrow('KurrentDB 25.1.0 cannot append to several streams with checks.');
  });

  it('says that nobody is there, though the client rejects with a bare gRPC error', async () => {
    await expect(open('kurrentdb://127.0.0.1:1?tls=false')).rejects.toMatchObject({ name: 'StoreUnavailable' });
  });

  it.each([
    'kurrentdb://admin:changeit@127.0.0.1:2113?tls=false',
    'kurrentdb+discover://admin:changeit@127.0.0.1:2113?defaultDeadline=1000&TLS=false',
    'kurrentdb://admin:changeit@127.0.0.1:2113?tlsCAFile=/no/such/file',
    'kurrentdb://admin:changeit%3A@127.0.0.1:2113',
    'http://admin:changeit@127.0.0.1',
  ])('refuses %s and does not repeat its password', async (url) => {
    const refused = await open(url).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(RangeError);
    expect(String(refused)).not.toContain('changeit');
  });

  it('refuses a name that would make one log look like part of another', async () => {
    const { url } = await ownDouble();
    await expect(openKurrentEventStore({ url, log: 'words.more' })).rejects.toThrow(RangeError);
  });

  it('sends the credentials of the connection string over TLS with both halves of the client', async () => {
    const { key, certificate, authority } = ownCertificate();
    const credentials = ServerCredentials.createSsl(null, [{ private_key: key, cert_chain: certificate }]);
    const { port, seen } = await ownDouble({ credentials });
    const store = await open(`kurrentdb://lethe:s-cret@localhost:${port}?tlsCAFile=${authority}`);
    await store.append([said('word-1', 'no-stream', 'a')], command());
    expect((await store.read('word-1')).events).toHaveLength(1);
    await store.close();
    expect(seen.appends).toHaveLength(2);
    expect(new Set(seen.authorizations)).toEqual(new Set([`Basic ${Buffer.from('lethe:s-cret').toString('base64')}`]));
  });
});
