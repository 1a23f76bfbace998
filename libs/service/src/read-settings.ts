import * as z from 'zod';
import { generalSettings, type GeneralSettings } from './settings.ts';

/** The environment is not as a service needs it: all that is missing or wrong, at once. Values are not repeated. */
export class SettingsWrong extends Error {
  override readonly name = 'SettingsWrong';
  constructor(service: string, problems: readonly string[]) {
    super(`${service} cannot start with these settings:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
  }
}

/** @throws SettingsWrong */
export const readSettings = <Own extends z.ZodObject>(
  service: string,
  own: Own,
  environment: Readonly<Record<string, string | undefined>>,
): GeneralSettings & z.infer<Own> => {
  const parsed = generalSettings.extend(own.shape).safeParse(environment);
  if (!parsed.success)
    throw new SettingsWrong(
      service,
      parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`),
    );
  return parsed.data as GeneralSettings & z.infer<Own>;
};
