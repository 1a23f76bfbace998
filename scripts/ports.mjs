import { createServer } from 'node:net';

const listenOnce = (port) =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const taken = server.address().port;
      server.close(() => resolve(taken));
    });
  });

/** A port of 127.0.0.1 that nobody listened on a moment ago. */
export const freePort = () => listenOnce(0);

export const isFree = (port) =>
  listenOnce(port).then(
    () => true,
    () => false,
  );
