/** Where whatever runs says what went wrong. Never payloads. */
export type Log = Readonly<Record<'debug' | 'info' | 'warn' | 'error', (facts: object, text: string) => void>>;

/** An error whose text is all ours and quotes nothing, so that it may be logged. */
export class Explained extends Error {
  override readonly name: string = 'Explained';
}

const frames = (error: Error): readonly string[] =>
  (error.stack ?? '').split('\n').flatMap((line) => (/^\s+at /.test(line) ? [line.trim()] : []));

/**
 * An error as it may be logged: what and where. Its text only where it is one of ours that quotes nothing:
 * drivers and parsers quote values in theirs.
 */
export const reportOf = (error: unknown): object => {
  if (!(error instanceof Error)) return { error: typeof error };
  return {
    error: error.name,
    ...(error instanceof Explained ? { because: error.message } : {}),
    ...('code' in error && typeof error.code === 'string' ? { code: error.code } : {}),
    at: frames(error).slice(0, 8),
    ...(error.cause === undefined ? {} : { cause: reportOf(error.cause) }),
  };
};
