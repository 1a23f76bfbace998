import { brandOf, defineService, readPublishedKeys } from '@lethe/service';
import { gatewaySettings } from './gateway.config.ts';
import { serveHttp } from './http/http-edge.ts';

/** The only HTTP edge. It keeps nothing and decides nothing. */
export const gateway = defineService({
  name: 'gateway',
  events: [],
  migrations: [],
  views: [],
  settings: gatewaySettings,
  start: ({ calls, clock, logger, sealing, settings }) =>
    serveHttp({
      calls,
      clock,
      logger,
      sealing,
      trustedProxies: settings.LETHE_TRUSTED_PROXIES,
      host: settings.LETHE_HTTP_HOST,
      port: settings.LETHE_HTTP_PORT,
      publicKeys: readPublishedKeys(settings.LETHE_DATA),
      brand: brandOf(settings),
      mailbox: settings.LETHE_MODE !== 'production',
    }),
});
