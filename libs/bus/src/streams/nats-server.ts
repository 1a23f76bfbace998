/**
 * How to reach NATS, as one service. Answers come to an inbox that nobody else may listen to. A server that says nothing
 * is left for another one, or tried again, after three pings (L1).
 */
export type NatsServer = Readonly<{
  servers: string[];
  name: string;
  inboxPrefix: string;
  maxReconnectAttempts: number;
  reconnectTimeWait: number;
  timeout: number;
  pingInterval: number;
  maxPingOut: number;
}>;

/** @param urls of one server, or of several of a cluster with commas between. */
export const natsServer = (service: string, urls: string): NatsServer => ({
  servers: serversIn(urls),
  name: service,
  inboxPrefix: `_INBOX_${service}`,
  maxReconnectAttempts: -1,
  reconnectTimeWait: 250,
  timeout: 3_000,
  pingInterval: 2_000,
  maxPingOut: 2,
});

export const serversIn = (urls: string): string[] => urls.split(',').map((url) => url.trim());
