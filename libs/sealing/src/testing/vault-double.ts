import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { decrypt, encrypt, newKey } from '../aead.ts';

type Answer = Readonly<{ status: number; body?: object }>;
type Key = { versions: Uint8Array[]; minimum: number };

const errors = (status: number, text: string): Answer => ({ status, body: { errors: [text] } });
const data = (fields: object): Answer => ({ status: 200, body: { request_id: 'double', data: fields } });

/**
 * A double of Vault: a real HTTP server that speaks the part of the transit engine's API that a master key needs, with
 * real encryption, and answers trouble as Vault does. It is no Vault: run the suite against one before you rely on it.
 */
export const vaultDouble = async (token: string) => {
  const keys = new Map<string, Key>();
  const state = { sealed: false, delayMs: 0, forbidden: [] as string[], status: 0, stalls: false, breaks: false };
  const server = createServer((message, response) => {
    void answerTo(message).then(async ({ status, body }) => {
      await pause(state.delayMs);
      const text = body === undefined ? '' : JSON.stringify(body);
      response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
      if (state.stalls || state.breaks) response.write(text.slice(0, 1));
      else response.end(text);
      if (state.breaks) setImmediate(() => response.destroy());
    });
  });
  const answerTo = async (message: IncomingMessage): Promise<Answer> => {
    const path = message.url?.replace('/v1/', '') ?? '';
    if (state.status > 0) return errors(state.status, 'internal error');
    if (state.sealed) return errors(503, 'Vault is sealed');
    if (message.headers['x-vault-token'] !== token || state.forbidden.some((part) => path.includes(part)))
      return errors(403, '1 error occurred:\n\t* permission denied\n\n');
    return act(path, (await bodyOf(message)) as Record<string, string>);
  };
  const act = (path: string, body: Readonly<Record<string, string>>): Answer => {
    const [mount, verb, name = '', more] = path.split('/');
    if (mount !== 'transit') return errors(404, `no handler for route "${path}". route entry not found.`);
    const key = keys.get(name);
    if (verb === 'keys' && more === undefined)
      return key === undefined ? { status: 404, body: { errors: [] } } : data({ latest_version: key.versions.length });
    if (key === undefined) return errors(400, 'encryption key not found');
    if (verb === 'encrypt') return data({ ciphertext: encrypted(key, body['plaintext'] ?? '') });
    if (verb === 'decrypt') return decrypted(key, body['ciphertext'] ?? '');
    if (more === 'rotate') key.versions.push(newKey());
    if (more === 'config') key.minimum = Number(body['min_decryption_version']);
    return { status: 204 };
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    state,
    makeKey: (name: string) => keys.set(name, { versions: [newKey()], minimum: 1 }),
    stop: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
};

const bodyOf = async (message: IncomingMessage): Promise<unknown> => {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return chunks.length === 0 ? {} : JSON.parse(Buffer.concat(chunks).toString());
};

const encrypted = ({ versions }: Key, plaintext: string): string => {
  const box = encrypt(versions.at(-1) ?? newKey(), Buffer.from(plaintext, 'base64'), '');
  return `vault:v${versions.length}:${box.toString('base64')}`;
};

const decrypted = ({ versions, minimum }: Key, ciphertext: string): Answer => {
  const [prefix, version = '', box = ''] = ciphertext.split(':');
  if (prefix !== 'vault' || !/^v\d+$/.test(version)) return errors(400, 'invalid ciphertext: no prefix');
  const number = Number(version.slice(1));
  if (number < minimum) return errors(400, 'ciphertext or signature version is disallowed by policy (too old)');
  const key = versions[number - 1];
  if (key === undefined) return errors(400, 'invalid ciphertext: version is too new');
  try {
    return data({ plaintext: decrypt(key, Buffer.from(box, 'base64'), '').toString('base64') });
  } catch {
    return errors(500, '1 error occurred:\n\t* cipher: message authentication failed\n\n');
  }
};
