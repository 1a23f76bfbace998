import { JetStreamApiError, type JetStreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { Explained } from '@lethe/running';

/** No server with room enough, no memory, no disk, a limit of the account; a stream that is full. */
const codes: ReadonlySet<number> = new Set([10_002, 10_005, 10_023, 10_028, 10_047, 10_077]);

/** The server's own words name neither itself nor what there is no room for. Nothing is lost. */
export class NoRoomInNats extends Explained {
  override readonly name = 'NoRoomInNats';
  constructor(server: string, what: string, cause: JetStreamApiError) {
    super(`NATS at ${server} has no room for ${what}: ${cause.message}. All goes on by itself once there is room.`, {
      cause,
    });
  }
}

/** @param what and the setting that would make room for it. */
export const explainNoRoom =
  (server: string, what: string) =>
  (error: unknown): never => {
    const full = error instanceof JetStreamApiError && codes.has(error.code);
    throw full ? new NoRoomInNats(server, what, error) : error;
  };

/** The manager's connection, which its type does not show. */
export const serverOf = (manager: JetStreamManager): string =>
  (manager as unknown as Readonly<{ nc: NatsConnection }>).nc.getServer();
