import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

type Answer = Readonly<{ status: number; body?: string }>;
type Kept = Readonly<{ body: Buffer; headers: IncomingMessage['headers'] }>;

const refused = (status: number, code: string): Answer => ({
  status,
  body: `<?xml version="1.0"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`,
});

/**
 * A double of S3: a real HTTP server that speaks the part of its API that a ledger needs, conditions, object lock and lists
 * included, and answers trouble as S3 does. It looks at no signature. It is no S3: the suite runs against a real server, too,
 * where there is one.
 */
export const s3Double = async () => {
  const objects = new Map<string, Kept>();
  const state = {
    versioned: true,
    locked: true,
    status: 0,
    delayMs: 0,
    /** Answers nothing at all. */
    stalls: false,
    /** Does what it is asked, and does not say so. */
    forgets: false,
    /** So many puts meet somebody who puts the same at that moment. */
    conflicts: 0,
    asked: [] as string[],
  };
  const server = createServer((message, response) => {
    void bodyOf(message).then(async (body) => {
      await pause(state.delayMs);
      if (state.stalls) return;
      const answer = answerTo(message, body);
      if (state.forgets && message.method === 'PUT') return response.destroy();
      response.writeHead(answer.status, { 'content-type': 'application/xml' });
      return response.end(answer.body ?? '');
    });
  });
  const answerTo = (message: IncomingMessage, body: Buffer): Answer => {
    const url = new URL(message.url ?? '/', 'http://double');
    state.asked.push(`${message.method} ${url.pathname}`);
    if (state.status > 0) return refused(state.status, state.status === 403 ? 'AccessDenied' : 'InternalError');
    const [, bucket, ...rest] = decodeURIComponent(url.pathname).split('/');
    if (bucket === 'missing') return refused(404, 'NoSuchBucket');
    const key = rest.join('/');
    if (message.method === 'PUT') return put(key, body, message.headers);
    return key === '' ? ofBucket(url.searchParams) : got(key);
  };
  const put = (key: string, body: Buffer, headers: IncomingMessage['headers']): Answer => {
    if (state.conflicts > 0) {
      state.conflicts -= 1;
      return refused(409, 'ConditionalRequestConflict');
    }
    if (headers['if-none-match'] === '*' && objects.has(key)) return refused(412, 'PreconditionFailed');
    objects.set(key, { body, headers });
    return { status: 200 };
  };
  const got = (key: string): Answer => {
    const kept = objects.get(key);
    return kept === undefined ? refused(404, 'NoSuchKey') : { status: 200, body: kept.body.toString() };
  };
  const ofBucket = (asked: URLSearchParams): Answer => {
    if (asked.has('versioning'))
      return xml('VersioningConfiguration', state.versioned ? '<Status>Enabled</Status>' : '');
    if (asked.has('object-lock'))
      return state.locked
        ? xml('ObjectLockConfiguration', '<ObjectLockEnabled>Enabled</ObjectLockEnabled>')
        : refused(404, 'ObjectLockConfigurationNotFoundError');
    const keys = [...objects.keys()]
      .filter((key) => key.startsWith(asked.get('prefix') ?? '') && key > (asked.get('start-after') ?? ''))
      .toSorted()
      .slice(0, Number(asked.get('max-keys')));
    return xml('ListBucketResult', keys.map((key) => `<Contents><Key>${key}</Key></Contents>`).join(''));
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    state,
    objects,
    newBucket: async (): Promise<string> => randomUUID(),
    stop: async (): Promise<void> => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

const xml = (root: string, inner: string): Answer => ({ status: 200, body: `<${root}>${inner}</${root}>` });

const bodyOf = async (message: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};
