import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { refuseLinesInPlain } from '@lethe/service';

export type Environment = Readonly<Record<string, string | undefined>>;

const noted = [
  'LETHE_POSTGRES_URL',
  'LETHE_NATS_URL',
  'LETHE_NATS_CA_FILE',
  'LETHE_NATS_CERTIFICATE_FILE',
  'LETHE_NATS_KEY_FILE',
  'LETHE_NATS_REPLICAS',
  'LETHE_WITHOUT_TLS',
  'LETHE_EVENT_STORE',
  'LETHE_KURRENTDB_URL',
  'LETHE_DATA',
  'LETHE_LEDGER',
  'LETHE_LEDGER_ENDPOINT',
  'LETHE_LEDGER_REGION',
  'LETHE_MODE',
  'LETHE_CLOCK_FILE',
  'LETHE_MASTER_KEY',
  'LETHE_MASTER_KEY_BEFORE',
  'LETHE_MASTER_KEY_GROUP_READABLE',
  'LETHE_VAULT_ADDR',
  'LETHE_VAULT_KEY',
  'LETHE_VAULT_KEY_BEFORE',
  'LETHE_VAULT_TOKEN_FILE',
  'LETHE_KEY_BACK_UP_DAYS',
  'LETHE_KEYS_KEPT_BY',
  'LETHE_KEYS_AWAIT_BACK_UP',
  'LETHE_CLEARING_DEADLINE_HOURS',
  'LETHE_CALENDAR_ZONE',
  'LETHE_CALENDAR_WEEKEND',
  'LETHE_CALENDAR_COUNTRY',
  'LETHE_CALENDAR_REGION',
  'LETHE_CALENDAR_CLOSED',
  'LETHE_CALENDAR_WORKING',
  'LETHE_CALENDAR_CHECKED',
] as const;
const noteIn = (data: string): string => join(data, 'environment.json');

/** Where the command line finds its system: the environment, else the note of the system that was prepared in this folder. */
export const environmentHere = (): Environment => {
  const environment = found();
  refuseLinesInPlain(environment);
  return environment;
};

const found = (): Environment => {
  if (process.env['LETHE_POSTGRES_URL'] !== undefined) return process.env;
  const note = noteIn(process.env['LETHE_DATA'] ?? '.lethe');
  if (!existsSync(note)) return process.env;
  return { ...(JSON.parse(readFileSync(note, 'utf8')) as Record<string, string>), ...process.env };
};

/** So that `lethe admin` and `lethe verify` need no settings where the system runs. For its owner's eyes only. */
export const leaveNote = (environment: Environment): void => {
  const text = JSON.stringify(Object.fromEntries(noted.map((name) => [name, environment[name]])));
  writeFileSync(noteIn(environment['LETHE_DATA'] ?? '.lethe'), text, { mode: 0o600 });
};
