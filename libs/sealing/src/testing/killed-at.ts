import type { Keeping } from '../keep-generations.ts';

/** What is killed does nothing more. */
export class Killed extends Error {
  override readonly name = 'Killed';
}

/**
 * The same, until it has done so much: statements, and what it asks the master key for. From there on each of them fails,
 * the next one before or after its effect.
 */
export const killedAt = <Kept extends Keeping>(keeping: Kept, place: number, when: 'before' | 'after'): Kept => {
  let done = 0;
  const counted = async <Result>(act: () => Promise<Result>): Promise<Result> => {
    done += 1;
    if (done > place || (done === place && when === 'before')) throw new Killed();
    const result = await act();
    if (done >= place) throw new Killed();
    return result;
  };
  const counting = <Target extends object>(target: Target, names: readonly string[]): Target =>
    new Proxy(target, {
      get: (each, name) => {
        const member: unknown = Reflect.get(each, name);
        if (typeof member !== 'function') return member;
        return names.includes(String(name))
          ? (...values: unknown[]) => counted(async () => member.apply(each, values) as unknown)
          : member.bind(each);
      },
    });
  const { pool, master } = keeping;
  const connect = async () => counting(await pool.connect(), ['query']);
  return {
    ...keeping,
    master: counting(master, ['wrap', 'unwrap', 'renew', 'retire', 'newest']),
    pool: new Proxy(counting(pool, ['query']), {
      get: (each, name) => (name === 'connect' ? connect : (Reflect.get(each, name) as unknown)),
    }),
  };
};
