import { nkeyAuthenticator, type Authenticator } from '@nats-io/transport-node';

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
  authenticator?: Authenticator;
  ignoreAuthErrorAbort?: true;
}>;

/** The private part of a key of NATS, as it is at this moment. @throws where it cannot be read. */
export type BusSeed = () => Uint8Array;

/**
 * @param urls of one server, or of several of a cluster with commas between. Where one says `tls://`, or there are files
 * for TLS, a server that does not speak it is refused: nobody on the way can talk us out of it (B10).
 * @param seed proves who comes, asked for at each connection, so that a key may be replaced while a service runs; one that
 * is not let in tries again, since it may be a key that its server does not know yet.
 */
export const natsServer = (service: string, urls: string, files: TlsFiles = {}, seed?: BusSeed): NatsServer => ({
  servers: serversIn(urls),
  name: service,
  inboxPrefix: inboxOf(service),
  maxReconnectAttempts: -1,
  reconnectTimeWait: 250,
  timeout: 3_000,
  pingInterval: 2_000,
  maxPingOut: 2,
  ...(wantsTls(urls, files) ? { tls: files } : {}),
  ...(seed === undefined ? {} : { authenticator: nkeyAuthenticator(seed), ignoreAuthErrorAbort: true }),
});

/** Where answers come to: nobody else may listen there. */
export const inboxOf = (name: string): string => `_INBOX_${name}`;

const wantsTls = (urls: string, files: TlsFiles): boolean =>
  serversIn(urls).some((url) => url.startsWith('tls://')) || Object.keys(files).length > 0;

export const serversIn = (urls: string): string[] => urls.split(',').map((url) => url.trim());
