const whole = (_name: string, value: unknown): unknown =>
  value instanceof Error ? { ...value, name: value.name, message: value.message, stack: value.stack } : value;

/** A log that is kept, with everything an error says. */
export const notes = () => {
  const logged: string[] = [];
  const note = (facts: object, text: string): void => void logged.push(JSON.stringify({ ...facts, text }, whole));
  return { logged, logger: { debug: note, info: note, warn: note, error: note } };
};
