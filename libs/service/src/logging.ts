import { reportOf } from '@lethe/running';
import type { LoggerService } from '@nestjs/common';
import { pino, type Logger } from 'pino';
import type { GeneralSettings } from './settings.ts';
import { standardOutput } from './standard-output.ts';

/** JSON lines on stdout, which never hold anything up. Errors are logged by name, code and place, never by their text, which may quote values. */
export const loggerOf = (
  service: string,
  { LETHE_LOG_LEVEL: level }: Pick<GeneralSettings, 'LETHE_LOG_LEVEL'>,
): Logger =>
  pino(
    {
      level,
      base: { service },
      serializers: { err: reportOf, error: (error: unknown) => (error instanceof Error ? reportOf(error) : error) },
    },
    standardOutput(),
  );

const said = (message: unknown): string => (message instanceof Error ? message.name : String(message));

/** Nest's own words, at its levels; what it says of an error is dropped but for the name. */
export const nestLogger = (logger: Logger): LoggerService => ({
  log: (message) => logger.debug(said(message)),
  verbose: (message) => logger.trace(said(message)),
  debug: (message) => logger.debug(said(message)),
  warn: (message) => logger.warn(said(message)),
  error: (message) => logger.error(said(message)),
  fatal: (message) => logger.fatal(said(message)),
});
