import { createServer, type AddressInfo, type Socket } from 'node:net';

export type Recorded = Readonly<{ rcpt: readonly string[]; to: string }>;

/**
 * An SMTP server that takes every mail and keeps its commands as they came over the wire: a library would read addresses
 * in a way of its own. It offers SMTPUTF8 (RFC 6531).
 */
export const recordingMailServer = async () => {
  const recorded: Recorded[] = [];
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('error', () => undefined).on('close', () => open.delete(socket));
    socket.write('220 here\r\n');
    const take = taking(recorded);
    let rest = '';
    socket.setEncoding('utf8').on('data', (text: string) => {
      const lines = `${rest}${text}`.split('\r\n');
      rest = lines.pop() ?? '';
      for (const line of lines) socket.write(take(line));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    recorded: (): readonly Recorded[] => recorded,
    stop: () => {
      for (const socket of open) socket.destroy();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
};

/** One connection's part: what it answers to each line. */
const taking = (recorded: Recorded[]) => {
  let rcpt: string[] = [];
  let body: string[] | undefined;
  return (line: string): string => {
    if (body !== undefined) {
      if (line !== '.') {
        body.push(line);
        return '';
      }
      recorded.push({ rcpt, to: headerOf(body) });
      [rcpt, body] = [[], undefined];
      return '250 Taken\r\n';
    }
    if (line.startsWith('EHLO')) return '250-here\r\n250-8BITMIME\r\n250 SMTPUTF8\r\n';
    if (line.startsWith('RCPT TO:')) rcpt.push(line.slice('RCPT TO:'.length));
    if (line !== 'DATA') return '250 OK\r\n';
    body = [];
    return '354 Go on\r\n';
  };
};

/** Unfolded (RFC 5322, 2.2.3). */
const headerOf = (lines: readonly string[]): string =>
  /^To:\s*(.*?)\r\n(?!\s)/ims.exec(lines.join('\r\n'))?.[1]?.replaceAll(/\r\n\s+/g, ' ') ?? '';
