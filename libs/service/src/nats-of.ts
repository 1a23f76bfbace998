import { natsServer, type NatsServer } from '@lethe/bus';
import * as z from 'zod';
import { generalSettings } from './settings.ts';

const natsSettings = generalSettings.pick({
  LETHE_NATS_URL: true,
  LETHE_NATS_CA_FILE: true,
  LETHE_NATS_CERTIFICATE_FILE: true,
  LETHE_NATS_KEY_FILE: true,
});

/** How this service, or whoever else, reaches NATS with these settings. */
export const natsOf = (name: string, settings: z.input<typeof natsSettings>): NatsServer => {
  const {
    LETHE_NATS_URL: urls,
    LETHE_NATS_CA_FILE: caFile,
    LETHE_NATS_CERTIFICATE_FILE: certFile,
    LETHE_NATS_KEY_FILE: keyFile,
  } = settings;
  return natsServer(name, urls, {
    ...(caFile === undefined ? {} : { caFile }),
    ...(certFile === undefined ? {} : { certFile }),
    ...(keyFile === undefined ? {} : { keyFile }),
  });
};
