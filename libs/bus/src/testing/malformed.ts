import { connect as dial } from 'node:net';
import { once } from 'node:events';

/** Publishes with headers that no client would send: a name with a blank in it. */
export const publishMalformed = async (url: string, subject: string, body: string): Promise<void> => {
  const { hostname, port } = new URL(url);
  const socket = dial(Number(port), hostname);
  await once(socket, 'data');
  const head = 'NATS/1.0\r\nno header: this\r\n\r\n';
  const sizes = `${Buffer.byteLength(head)} ${Buffer.byteLength(head) + Buffer.byteLength(body)}`;
  socket.write('CONNECT {"verbose":false,"pedantic":false,"headers":true}\r\n');
  socket.write(`HPUB ${subject} ${sizes}\r\n${head}${body}\r\nPING\r\n`);
  await once(socket, 'data');
  socket.destroy();
};
