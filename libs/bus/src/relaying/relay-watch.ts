type Watched = Readonly<{
  /** The stream's last sequence. */
  last: () => Promise<number>;
  /** What the relay takes it for; undefined while it publishes. */
  expected: () => number | undefined;
  everyMs: number;
}>;

/**
 * Aborts once the stream stands elsewhere than the relay left it: emptied, cut, or written by somebody else.
 * A publish would find out too, but a quiet log publishes nothing.
 */
export const watchSequence = ({
  last,
  expected,
  everyMs,
}: Watched): Readonly<{ signal: AbortSignal; end: () => void }> => {
  const moved = new AbortController();
  const look = async (): Promise<void> => {
    const before = expected();
    const sequence = await last().catch(() => undefined);
    const after = expected();
    if (before !== undefined && before === after && sequence !== before) moved.abort();
  };
  const timer = setInterval(() => void look(), everyMs);
  return { signal: moved.signal, end: (): void => clearInterval(timer) };
};
