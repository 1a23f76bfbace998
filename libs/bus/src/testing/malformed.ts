import { connect as dial } from 'node:net';
import { once } from 'node:events';
import type { nkeys } from '@nats-io/transport-node';

/** Publishes with headers that no client would send: a name with a blank in it. */
export const publishMalformed = async (
  { url, onTheLine }: Readonly<{ url: string; onTheLine: nkeys.KeyPair }>,
  subject: string,
  body: string,
): Promise<void> => {
  const { hostname, port } = new URL(url);
  const socket = dial(Number(port), hostname);
  const [said] = (await once(socket, 'data')) as [Buffer];
  const { nonce } = JSON.parse(said.toString().replace(/^INFO /, '')) as { nonce: string };
  const sig = Buffer.from(onTheLine.sign(Buffer.from(nonce))).toString('base64url');
  const who = { verbose: false, pedantic: false, headers: true, nkey: onTheLine.getPublicKey(), sig };
  const head = 'NATS/1.0\r\nno header: this\r\n\r\n';
  const sizes = `${Buffer.byteLength(head)} ${Buffer.byteLength(head) + Buffer.byteLength(body)}`;
  socket.write(`CONNECT ${JSON.stringify(who)}\r\n`);
  socket.write(`HPUB ${subject} ${sizes}\r\n${head}${body}\r\nPING\r\n`);
  await once(socket, 'data');
  socket.destroy();
};
