import { JetStreamApiError, type JetStreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { Explained, isNoRoom } from '@lethe/running';

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
    const full = error instanceof JetStreamApiError && isNoRoom(error);
    throw full ? new NoRoomInNats(server, what, error) : error;
  };

/** The manager's connection, which its type does not show. */
export const serverOf = (manager: JetStreamManager): string =>
  (manager as unknown as Readonly<{ nc: NatsConnection }>).nc.getServer();
