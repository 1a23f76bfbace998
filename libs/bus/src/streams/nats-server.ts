/** How to reach NATS, as one service. Answers come to an inbox that nobody else may listen to. */
export type NatsServer = Readonly<{
  servers: string;
  name: string;
  inboxPrefix: string;
  maxReconnectAttempts: number;
  reconnectTimeWait: number;
}>;

export const natsServer = (service: string, url: string): NatsServer => ({
  servers: url,
  name: service,
  inboxPrefix: `_INBOX_${service}`,
  maxReconnectAttempts: -1,
  reconnectTimeWait: 250,
});
