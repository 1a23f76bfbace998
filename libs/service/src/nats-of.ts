import { natsServer, type NatsServer } from '@lethe/bus';
import { Explained } from '@lethe/running';
import type { NatsConnection } from '@nats-io/transport-node';
import { busSeedOf } from './bus-identities.ts';

type Settings = Readonly<{ LETHE_NATS_URL: string }> &
  Readonly<
    Partial<
      Record<
        'LETHE_NATS_CA_FILE' | 'LETHE_NATS_CERTIFICATE_FILE' | 'LETHE_NATS_KEY_FILE' | 'LETHE_DATA' | 'LETHE_MODE',
        string | undefined
      >
    >
  >;

/**
 * How this service, or whoever else, reaches NATS with these settings: as itself, by the key in its data folder.
 * @throws Explained in production where there is none (EVT-5).
 */
export const natsOf = (name: string, settings: Settings): NatsServer => {
  const {
    LETHE_NATS_URL: urls,
    LETHE_NATS_CA_FILE: caFile,
    LETHE_NATS_CERTIFICATE_FILE: certFile,
    LETHE_NATS_KEY_FILE: keyFile,
  } = settings;
  const files = {
    ...(caFile === undefined ? {} : { caFile }),
    ...(certFile === undefined ? {} : { certFile }),
    ...(keyFile === undefined ? {} : { keyFile }),
  };
  const seed = busSeedOf(settings.LETHE_DATA ?? '.lethe', name);
  if (seed === undefined && settings.LETHE_MODE === 'production')
    throw new Explained(
      `${name} has no key for NATS, keys/${name}/bus.nkey in LETHE_DATA: \`lethe provision keys\` makes it.`,
    );
  return natsServer(name, urls, files, seed);
};

/** In production nobody is believed to be alone on the bus. @throws Explained where NATS lets in whoever comes (EVT-5). */
export const assertClosed = (nats: NatsConnection, mode: string | undefined): void => {
  if (mode === 'production' && nats.info?.auth_required !== true)
    throw new Explained(
      `NATS at ${nats.getServer()} lets in whoever comes. Its configuration has to include keys/nats-accounts.conf of LETHE_DATA: docs/operating.md says how.`,
    );
};
