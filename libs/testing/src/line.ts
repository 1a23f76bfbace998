import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A line to a server, to be disturbed: whoever connects to `url` reaches the server through it. */
export type Line = Readonly<{
  url: string;
  /** Nothing is carried any more and nobody is told. New connections are taken and lead nowhere. */
  silence: () => void;
  /**
   * Ends a silence. `late`: what was held back arrives now. `lost`: the connections of before stay silent for ever, as
   * where a firewall forgot them or a host was replaced; new ones are carried.
   */
  restore: (before: 'late' | 'lost') => void;
  /** Ends every connection in good order. */
  cut: () => void;
  /** Breaks every connection off, as a host does that was started anew (RST). */
  reset: () => void;
  /** What is said from now on arrives so much later. */
  delay: (milliseconds: number) => void;
  close: () => Promise<void>;
}>;

export const lineTo = async (server: string): Promise<Line> => {
  const connections = new Set<Connection>();
  let silent = false;
  let delayMs = 0;
  const listener = createServer({ allowHalfOpen: true, pauseOnConnect: true }, (near) => {
    const connection = connectionOf(near, new URL(server), () => delayMs);
    connections.add(connection);
    near.on('close', () => connections.delete(connection));
    if (!silent) connection.carry();
  });
  const eachSocket = (what: (socket: Socket) => void): void => {
    for (const { ends } of connections) ends.forEach(what);
  };
  return {
    url: await listening(listener, server),
    silence: () => {
      silent = true;
      for (const connection of connections) connection.hold();
    },
    restore: (before) => {
      silent = false;
      if (before === 'late') for (const connection of connections) connection.carry();
    },
    cut: () => eachSocket((socket) => socket.end()),
    reset: () => eachSocket((socket) => socket.resetAndDestroy()),
    delay: (milliseconds) => {
      delayMs = milliseconds;
    },
    close: async () => {
      eachSocket((socket) => socket.destroy());
      const closed = once(listener, 'close');
      listener.close();
      await closed;
    },
  };
};

const listening = async (listener: Server, server: string): Promise<string> => {
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const url = new URL(server);
  url.host = `127.0.0.1:${(listener.address() as AddressInfo).port}`;
  return url.href;
};

/** The caller's end and the server's. */
type Connection = Readonly<{ ends: readonly [near: Socket, far: Socket]; carry: () => void; hold: () => void }>;

const connectionOf = (near: Socket, { hostname, port }: URL, delayMs: () => number): Connection => {
  const far = connect({ port: Number(port), host: hostname, allowHalfOpen: true });
  far.pause();
  let held = true;
  const pass = (from: Socket, to: Socket): void => {
    const afterDelay = (work: () => void): void => {
      if (delayMs() === 0) work();
      else setTimeout(work, delayMs());
    };
    from.on('data', (bytes) => afterDelay(() => to.write(bytes)));
    // Over a silent line nobody learns that the other one has gone.
    from.on('end', () => {
      if (!held) afterDelay(() => to.end());
    });
    from.on('close', () => {
      if (!held) to.destroy();
    });
    from.on('error', () => undefined);
  };
  pass(near, far);
  pass(far, near);
  // A listener for data would let it flow.
  for (const end of [near, far]) end.pause();
  return {
    ends: [near, far],
    carry: () => {
      held = false;
      for (const [from, to] of [
        [near, far],
        [far, near],
      ] as const) {
        if (from.destroyed) to.destroy();
        else if (from.readableEnded) to.end();
        else from.resume();
      }
    },
    hold: () => {
      held = true;
      near.pause();
      far.pause();
    },
  };
};
