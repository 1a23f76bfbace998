import * as z from 'zod';

/** What every service needs to know of its surroundings. */
export const generalSettings = z.object({
  /** A server; the service's databases and role are derived from its name. */
  LETHE_POSTGRES_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  LETHE_NATS_URL: z.url({ protocol: /^(nats|tls)$/ }),
  /** Folder of keys, secrets and the ledger. */
  LETHE_DATA: z.string().min(1),
  LETHE_MODE: z.enum(['development', 'test', 'production']),
  LETHE_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  /** Tests only: a file with the instant to take for now, or how far ahead of it, for example `+3d2h`. */
  LETHE_CLOCK_FILE: z.string().min(1).optional(),
});
export type GeneralSettings = z.infer<typeof generalSettings>;
