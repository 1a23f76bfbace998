import { createServer, type AddressInfo, type Socket } from 'node:net';

const replies: Readonly<Record<string, string>> = {
  EHLO: '250 here\r\n',
  MAIL: '250 OK\r\n',
  RCPT: '250 OK\r\n',
  DATA: '354 Go on\r\n',
  '.': '250 Taken\r\n',
};

/**
 * An SMTP server that is never silent and never done: from the command `at` on it gives one byte of an answer now and then,
 * without an end.
 */
export const drippingMailServer = async (at: 'EHLO' | 'RCPT' | '.') => {
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('error', () => undefined).on('close', () => open.delete(socket));
    socket.write('220 here\r\n');
    socket.setEncoding('utf8').on('data', (text: string) => {
      for (const line of text.split('\r\n')) {
        const command = line === '.' ? line : line.slice(0, 4);
        if (command === at) return dripInto(socket);
        socket.write(replies[command] ?? '');
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    connections: () => open.size,
    stop: () => {
      for (const socket of open) socket.destroy();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
};

const dripInto = (socket: Socket): void => {
  socket.removeAllListeners('data').resume().write('250-');
  const drip = setInterval(() => socket.write('x'), 20);
  socket.on('close', () => clearInterval(drip));
};
