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
  const parsed = generalSettings.extend(own.shape).safeParse(environment);
  const wrong = problemsOf(parsed.error);
  const plain = parsed.success ? linesInPlain(parsed.data as GeneralSettings) : [];
  const problems = [...wrong, ...plain, ...unknownOf(service, own, environment)];
  if (!parsed.success || problems.length > 0) throw new SettingsWrong(service, problems);
  return parsed.data as GeneralSettings & z.infer<Own>;
};

const lineSettings = generalSettings
  .pick({
    LETHE_MODE: true,
    LETHE_POSTGRES_URL: true,
    LETHE_NATS_URL: true,
    LETHE_KURRENTDB_URL: true,
    LETHE_VAULT_ADDR: true,
    LETHE_WITHOUT_TLS: true,
  })
  .partial();

/** For who reads no settings but reaches the same servers: the command line. @throws SettingsWrong */
export const refuseLinesInPlain = (environment: Readonly<Record<string, string | undefined>>): void => {
  const { data, error } = lineSettings.safeParse(environment);
  const problems = data === undefined ? problemsOf(error) : linesInPlain(data);
  if (problems.length > 0) throw new SettingsWrong('lethe', problems);
};
