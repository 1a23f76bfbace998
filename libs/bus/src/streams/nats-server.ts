/** PEM files, read anew at each connection, so that a certificate may be renewed while a service runs. */
export type TlsFiles = Readonly<{
  /** Whom to believe that a server is one; without it the authorities that Node knows. */
  caFile?: string;
  /** What is shown to a server that wants a certificate. */
  certFile?: string;
  keyFile?: string;
}>;

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
  tls?: TlsFiles;
}>;

/**
 * @param urls of one server, or of several of a cluster with commas between. Where one says `tls://`, or there are files
 * for TLS, a server that does not speak it is refused: nobody on the way can talk us out of it (B10).
 */
export const natsServer = (service: string, urls: string, files: TlsFiles = {}): NatsServer => ({
  servers: serversIn(urls),
  name: service,
  inboxPrefix: `_INBOX_${service}`,
  maxReconnectAttempts: -1,
  reconnectTimeWait: 250,
  timeout: 3_000,
  pingInterval: 2_000,
  maxPingOut: 2,
  ...(wantsTls(urls, files) ? { tls: files } : {}),
});

const wantsTls = (urls: string, files: TlsFiles): boolean =>
  serversIn(urls).some((url) => url.startsWith('tls://')) || Object.keys(files).length > 0;

export const serversIn = (urls: string): string[] => urls.split(',').map((url) => url.trim());
