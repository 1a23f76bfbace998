/** Where the bus says what went wrong. Never payloads. */
export type Log = Readonly<Record<'debug' | 'info' | 'warn' | 'error', (facts: object, text: string) => void>>;

const frames = (error: Error): readonly string[] =>
  (error.stack ?? '').split('\n').flatMap((line) => (/^\s+at /.test(line) ? [line.trim()] : []));

/**
 * An error as it may be logged: what and where, without its text,
 * since drivers and parsers quote values in their texts.
 */
export const reportOf = (error: unknown): object => {
  if (!(error instanceof Error)) return { error: typeof error };
  return {
    error: error.name,
    ...('code' in error && typeof error.code === 'string' ? { code: error.code } : {}),
    at: frames(error).slice(0, 8),
    ...(error.cause === undefined ? {} : { cause: reportOf(error.cause) }),
  };
};
