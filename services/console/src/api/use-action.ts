import { useRef, useState } from 'react';
import { answerOf } from './client.ts';
import { isProblem, Problem } from './problem.ts';
import { useChanged } from './use-read.ts';

/** An operation of the generated client. */
type Operation = (options: never) => Promise<Readonly<{ data?: unknown; error?: unknown; response?: Response }>>;
type Answer<Asked extends Operation> = NonNullable<Awaited<ReturnType<Asked>>['data']>;

/** What a person gives to an operation: its headers are ours. */
type Given<Asked extends Operation> = Pick<
  Parameters<Asked>[0],
  Extract<keyof Parameters<Asked>[0], 'body' | 'path' | 'query'>
>;

type After<Asked extends Operation> = Readonly<{
  /** Places of the cache that show something else now: read again before `done`. */
  changes?: readonly (readonly unknown[])[];
  /** What comes next on the page. */
  done?: (answer: Answer<Asked>) => void;
}>;

export type Action<Asked extends Operation> = Readonly<{
  /** Does it once, however often it is pressed. Resolves to the answer, or undefined where there is a problem. */
  run: (given: Given<Asked>) => Promise<Answer<Asked> | undefined>;
  isRunning: boolean;
  problem: Problem | undefined;
  answer: Answer<Asked> | undefined;
  /** Forgets the answer and the problem. */
  reset: () => void;
}>;

type State<Asked extends Operation> = Readonly<{ isRunning: boolean; problem?: Problem; answer?: Answer<Asked> }>;

/** Nobody knows whether these were done: the next try with the same input is the same command. */
const isUncertain = ({ status }: Problem): boolean => status === 0 || status >= 500;

/**
 * Something a person does. Each press is one command with one Idempotency-Key, kept while nobody knows whether it was
 * done, so that trying again does it once.
 */
export const useAction = <Asked extends Operation>(
  operation: Asked,
  { changes = [], done }: After<Asked> = {},
): Action<Asked> => {
  const [{ isRunning, problem, answer }, setState] = useState<State<Asked>>({ isRunning: false });
  const running = useRef(false);
  const kept = useRef<Readonly<{ input: string; key: string }>>(undefined);
  const changed = useChanged();

  const keyFor = (given: Given<Asked>): string => {
    const input = JSON.stringify(given);
    if (kept.current?.input !== input) kept.current = { input, key: crypto.randomUUID() };
    return kept.current.key;
  };

  const send = async (given: Given<Asked>): Promise<Answer<Asked>> => {
    const options = { ...given, headers: { 'Idempotency-Key': keyFor(given) } };
    const answered = (await answerOf(operation(options as never))) as Answer<Asked>;
    kept.current = undefined;
    await changed(...changes);
    setState({ isRunning: false, answer: answered });
    done?.(answered);
    return answered;
  };

  const failed = (error: unknown): undefined => {
    const what = isProblem(error) ? error : new Problem('unknown');
    if (!isUncertain(what)) kept.current = undefined;
    setState({ isRunning: false, problem: what });
    if (!isProblem(error)) throw error;
    return undefined;
  };

  const run = async (given: Given<Asked>): Promise<Answer<Asked> | undefined> => {
    if (running.current) return undefined;
    running.current = true;
    setState({ isRunning: true });
    try {
      return await send(given);
    } catch (error) {
      return failed(error);
    } finally {
      running.current = false;
    }
  };
  return { run, isRunning, problem, answer, reset: () => setState({ isRunning: false }) };
};
