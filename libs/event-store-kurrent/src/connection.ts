import { KurrentDBClient } from '@kurrent/kurrentdb-client';
import { StoreUnavailable } from '@lethe/event-store';
import { isOutage } from './failures.ts';
import { within } from './patience.ts';

/** A client to the cluster, and how long its server may be silent in one call: milliseconds. */
export type Connection = Readonly<{
  patience: number;
  client: () => KurrentDBClient;
  /** Finds the leader anew: the next call goes through a client of its own. */
  renew: () => void;
  close: () => Promise<void>;
}>;

const appendRecords = '/kurrentdb.protocol.v2.streams.StreamsService/AppendRecords';

/**
 * @throws RangeError where `url` is no connection string, or one whose password would not arrive or not be safe.
 * @throws ServerTooOld
 * @throws StoreUnavailable
 */
export const connect = async (url: string, patience: number): Promise<Connection> => {
  let client = clientOf(url);
  const retired: KurrentDBClient[] = [];
  await checkFeatures(client, patience);
  return {
    patience,
    client: () => client,
    renew: () => {
      retired.push(client);
      client = clientOf(url);
    },
    close: async () => {
      await Promise.all([client, ...retired].map((one) => one.dispose()));
    },
  };
};

export class ServerTooOld extends Error {
  override readonly name = 'ServerTooOld';
  constructor(readonly version: string) {
    super(`KurrentDB ${version} cannot append to several streams with checks. Lethe needs KurrentDB 26.1 or later.`);
  }
}

const clientOf = (url: string): KurrentDBClient => {
  refusePassword(url);
  try {
    return KurrentDBClient.connectionString(url);
  } catch {
    // The client's message holds the string, and so the password.
    throw new RangeError('The connection string of KurrentDB is not valid, or a file it names is not there.');
  }
};

/**
 * The halves of the client differ: without TLS one keeps the password to itself and the other sends it; of an escaped
 * password one sends the character and the other the escape.
 */
const refusePassword = (url: string): void => {
  const credentials = /^[a-z+]+:\/\/([^/?]*)@/i.exec(url)?.[1];
  if (credentials === undefined) return;
  if (/[?&]tls=false/i.test(url))
    throw new RangeError('The connection string of KurrentDB would send a password without TLS.');
  if (credentials.includes('%'))
    throw new RangeError('The password of KurrentDB must need no percent sign: letters, digits and - . _ ~ do not.');
};

const checkFeatures = async (client: KurrentDBClient, patience: number): Promise<void> => {
  try {
    const { supports, serverVersion } = await within(patience, client['capabilities']);
    if (!supports({ path: appendRecords } as never)) throw new ServerTooOld(serverVersion);
  } catch (error) {
    throw isOutage(error) ? new StoreUnavailable(error) : error;
  }
};
