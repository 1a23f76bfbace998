import * as z from 'zod';

/** Lines on which passwords, codes, tokens and keys pass. */
export const lines = ['postgres', 'nats', 'kurrentdb', 'vault', 'ledger'] as const;
export type Line = (typeof lines)[number];

/** A setting of several texts, with commas between; none where it is absent. */
export const listed = z
  .string()
  .default('')
  .transform((texts) =>
    texts
      .split(',')
      .map((text) => text.trim())
      .filter(Boolean),
  );

const masterKeyKeeper = z.enum(['file', 'vault']);

const bucketPlace = /^s3:\/\/[a-z0-9][a-z0-9.-]+[a-z0-9]\/[\w.-]+(\/[\w.-]+)*$/;

/** What every service needs to know of its surroundings. */
export const generalSettings = z.object({
  /** A server; the service's databases and role are derived from its name. */
  LETHE_POSTGRES_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  /** Where the logs are: chosen at install, see docs/stores.md. */
  LETHE_EVENT_STORE: z.enum(['postgres', 'kurrentdb']).default('postgres'),
  /** With user and password where the server wants them, for example `kurrentdb://host:2113?tls=true`. */
  LETHE_KURRENTDB_URL: z.url({ protocol: /^(kurrentdb|esdb)(\+discover)?$/ }).optional(),
  /** A server, or those of a cluster with commas between. */
  LETHE_NATS_URL: z
    .string()
    .refine(
      (urls) => urls.split(',').every((url) => z.url({ protocol: /^(nats|tls)$/ }).safeParse(url.trim()).success),
      {
        error: 'must be nats:// or tls:// addresses, with commas between',
      },
    ),
  /** Whom to believe that a server of NATS is one: certificates in PEM. Without it the authorities that Node knows. */
  LETHE_NATS_CA_FILE: z.string().min(1).optional(),
  /** What this service shows to a server of NATS that wants a certificate, and its key, in PEM. Read at each connection. */
  LETHE_NATS_CERTIFICATE_FILE: z.string().min(1).optional(),
  LETHE_NATS_KEY_FILE: z.string().min(1).optional(),
  /** Lines that may go without TLS in production, with commas between, as where both ends are on one machine. */
  LETHE_WITHOUT_TLS: listed.pipe(z.array(z.enum(lines))),
  /** Copies of each stream. A cluster of that many servers is needed. */
  LETHE_NATS_REPLICAS: z
    .enum(['1', '3', '5'])
    .default('1')
    .transform((replicas) => Number(replicas) as 1 | 3 | 5),
  /** What one replica of a service opens in PostgreSQL at most. */
  LETHE_POSTGRES_CONNECTIONS: z.coerce.number().int().min(3).max(200).default(6),
  /** How long a start waits for PostgreSQL and NATS. */
  LETHE_START_PATIENCE_SECONDS: z.coerce.number().int().min(0).max(3600).default(120),
  /** Folder of keys, secrets and the ledger. */
  LETHE_DATA: z.string().min(1),
  /**
   * The ledger: a file on a disk that all replicas share and no restore reaches, by default `ledger.jsonl` in the folder; or
   * `s3://bucket/prefix`, a bucket with object lock.
   */
  LETHE_LEDGER: z
    .string()
    .min(1)
    .refine((place) => !place.startsWith('s3:') || bucketPlace.test(place), {
      error: 'must be a file, or s3://<bucket>/<prefix>',
    })
    .optional(),
  /** Where the bucket is, if not at Amazon's. */
  LETHE_LEDGER_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  LETHE_LEDGER_REGION: z.string().min(1).optional(),
  /** Whether somebody with a right of its own may take an entry away before its time, or nobody. */
  LETHE_LEDGER_RETENTION: z.enum(['governance', 'compliance']).default('governance'),
  /** Longer than any back-up is kept that may be restored. */
  LETHE_LEDGER_RETENTION_DAYS: z.coerce.number().pipe(z.int().min(1).max(36_500)).default(3_650),
  /** Who keeps the master key. */
  LETHE_MASTER_KEY: masterKeyKeeper.default('file'),
  /** Who kept it until now, so that both unwrap until `lethe rotate master-key` has wrapped everything anew. */
  LETHE_MASTER_KEY_BEFORE: masterKeyKeeper.optional(),
  /** `1`: the key file's group may read it too, as Kubernetes mounts a secret under an fsGroup. */
  LETHE_MASTER_KEY_GROUP_READABLE: z.enum(['0', '1']).default('0'),
  LETHE_VAULT_ADDR: z.url({ protocol: /^https?$/ }).optional(),
  /** `<mount>/<name>` of a service's transit key, or its name alone; `{service}` stands for the service. */
  LETHE_VAULT_KEY: z
    .string()
    .regex(/^([\w.-]+\/)?[\w.-]*\{service\}[\w.-]*$/, { error: 'must be <mount>/<name> with {service} in the name' })
    .default('transit/lethe-{service}'),
  /** Which wrapped until now, for example one for all services: both unwrap until everything is wrapped anew. */
  LETHE_VAULT_KEY_BEFORE: z
    .string()
    .regex(/^([\w.-]+\/)?[\w.{}-]+$/)
    .optional(),
  LETHE_VAULT_TOKEN_FILE: z.string().min(1).optional(),
  /** CAN-11: days for which back-ups of the keys databases are kept; by then what was destroyed is gone for good. */
  LETHE_KEY_BACK_UP_DAYS: z.coerce.number().pipe(z.int().min(1).max(3_650)).default(30),
  /** `1`: no master key is taken away before `lethe keys backed-up` was said of one that follows it. */
  LETHE_KEYS_AWAIT_BACK_UP: z.enum(['0', '1']).default('0'),
  /** Who brings in and takes away master keys: each service its own, or `lethe keys keep`, said again and again. */
  LETHE_KEYS_KEPT_BY: z.enum(['services', 'command']).default('services'),
  LETHE_MODE: z.enum(['development', 'test', 'production']),
  LETHE_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  /** Tests only: a file with the instant to take for now, or how far ahead of it, for example `+3d2h`. */
  LETHE_CLOCK_FILE: z.string().min(1).optional(),
});
export type GeneralSettings = z.infer<typeof generalSettings>;
