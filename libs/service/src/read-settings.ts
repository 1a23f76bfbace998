import { Explained } from '@lethe/running';
import * as z from 'zod';
import { linesInPlain } from './lines-in-plain.ts';
import { generalSettings, type GeneralSettings } from './settings.ts';

/** The environment is not as a service needs it: all that is missing or wrong, at once. Values are not repeated. */
export class SettingsWrong extends Explained {
  override readonly name = 'SettingsWrong';
  constructor(service: string, problems: readonly string[]) {
    super(`${service} cannot start with these settings:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
  }
}

/** A misspelt setting would be a setting that is silently not made. */
const unknownOf = (
  service: string,
  own: z.ZodObject,
  environment: Readonly<Record<string, string | undefined>>,
): readonly string[] => {
  const prefix = `LETHE_${service.replaceAll('-', '_').toUpperCase()}_`;
  const known = { ...generalSettings.shape, ...own.shape };
  return Object.keys(environment)
    .filter((name) => name.startsWith(prefix) && !(name in known))
    .map((name) => `${name}: is no setting of this service`);
};

const problemsOf = (error: z.ZodError | undefined): readonly string[] =>
  error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];

/** @throws SettingsWrong */
export const readSettings = <Own extends z.ZodObject>(
  service: string,
  own: Own,
  environment: Readonly<Record<string, string | undefined>>,
): GeneralSettings & z.infer<Own> => {
  const schema = generalSettings.extend(own.shape);
  return parsedSettings(service, schema, environment, unknownOf(service, own, environment)) as GeneralSettings &
    z.infer<Own>;
};

/** @throws SettingsWrong, which also names the problems found so far. */
export const parsedSettings = <Schema extends z.ZodObject>(
  service: string,
  schema: Schema,
  environment: Readonly<Record<string, string | undefined>>,
  found: readonly string[] = [],
): z.infer<Schema> => {
  const parsed = schema.safeParse(environment);
  const plain = parsed.success ? linesInPlain(parsed.data) : [];
  const problems = [...problemsOf(parsed.error), ...plain, ...found];
  if (!parsed.success || problems.length > 0) throw new SettingsWrong(service, problems);
  return parsed.data;
};

const lineSettings = generalSettings
  .pick({
    LETHE_MODE: true,
    LETHE_POSTGRES_URL: true,
    LETHE_NATS_URL: true,
    LETHE_KURRENTDB_URL: true,
    LETHE_VAULT_ADDR: true,
    LETHE_LEDGER_ENDPOINT: true,
    LETHE_WITHOUT_TLS: true,
  })
  .partial();

/** For who reads no settings but reaches the same servers: the command line. @throws SettingsWrong */
export const refuseLinesInPlain = (environment: Readonly<Record<string, string | undefined>>): void => {
  parsedSettings('lethe', lineSettings, environment);
};
