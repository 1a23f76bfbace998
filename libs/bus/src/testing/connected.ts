import { connect, TimeoutError, type NatsConnection, type NodeConnectionOptions } from '@nats-io/transport-node';

const attempts = 6;

/**
 * On a machine that runs tests a handshake may be lost to its time-out: it is begun again. Whoever is refused is so at once.
 * @throws whatever the last attempt threw
 */
export const connected = async (server: NodeConnectionOptions, attempt = 1): Promise<NatsConnection> => {
  try {
    return await connect({ ...server, timeout: 10_000 });
  } catch (error) {
    if (!(error instanceof TimeoutError) || attempt === attempts) throw error;
    return connected(server, attempt + 1);
  }
};
