import { brandSettings, listed } from '@lethe/service';
import * as z from 'zod';

export const gatewaySettings = z.object({
  /** 0 takes a free port. */
  LETHE_HTTP_PORT: z.coerce.number().int().min(0).max(65_535).default(4400),
  LETHE_HTTP_HOST: z.string().min(1).default('127.0.0.1'),
  /** ID-2a: proxies that are believed whom they speak for: addresses and networks, with commas between. */
  LETHE_TRUSTED_PROXIES: listed.pipe(z.array(z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()]))),
  ...brandSettings,
});
