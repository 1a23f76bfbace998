import { begunOf, generationsIn, retirableOf, type Begun, type Generation } from './generations.ts';
import { dropIndexKeys } from './index-keys.ts';
import { answers, type Asked, type Database, type Keeping } from './keeping.ts';
import { lockedOn, lockOf } from './locked-on.ts';

/**
 * The master key is taken away first and noted then: killed in between, the next one does it again. Whoever keeps a copy of
 * the files takes his own away, too.
 */
export const retireDue = async (
  keeping: Keeping,
  carriedOut: { below: number },
  at: string,
  asked: Asked,
): Promise<void> => {
  const { pool, service, master } = keeping;
  const isDue = ({ gone, below }: Retiring): boolean =>
    Number.isFinite(below) && (gone.length > 0 || below > carriedOut.below);
  await dropIndexKeys(pool, service, await dueIn(pool, keeping, at, asked));
  if (!isDue(await retiring(pool, keeping, at, asked))) return;
  await answers(master);
  await lockedOn(pool, lockOf(service), async (client) => {
    const { gone, below } = await retiring(client, keeping, at, asked);
    if (!isDue({ gone, below })) return;
    await master.retire(below);
    carriedOut.below = below;
    const note = 'update key_generations set retired_at = $3 where service = $1 and number = any($2)';
    await client.query(note, [service, gone, at]);
  });
};

/** `gone`: numbers of generations; `below`: all that is left has a master key of that number or a higher one. */
type Retiring = Readonly<{ gone: readonly number[]; below: number }>;

const dueOf = (
  generations: readonly Generation[],
  { kept, awaitsBackUp }: Keeping,
  at: string,
  asked: Asked,
): readonly Begun[] =>
  asked.retire === true ? begunOf(generations).slice(0, -1) : retirableOf(generations, at, kept, awaitsBackUp);

const dueIn = async (db: Database, keeping: Keeping, at: string, asked: Asked): Promise<readonly number[]> =>
  dueOf(await generationsIn(db, keeping.service), keeping, at, asked).map(({ number }) => number);

const retiring = async (db: Database, keeping: Keeping, at: string, asked: Asked): Promise<Retiring> => {
  const { service } = keeping;
  const generations = await generationsIn(db, service);
  const due = dueOf(generations, keeping, at, asked);
  const gone = await emptyOnes(db, service, generations, due);
  const left = generations.filter(({ number, retiredAt }) => retiredAt === null && !gone.includes(number));
  return { gone, below: Math.min(...left.map(({ master }) => master)) };
};

/** Numbers of those under which nothing living is wrapped, and whose index keys are gone. */
const emptyOnes = async (
  db: Database,
  service: string,
  generations: readonly Generation[],
  due: readonly Begun[],
): Promise<readonly number[]> => {
  const { rows } = await db.query<{ oldest: number | null; indexed: number | null }>(
    `select (select min(id) from wrapping_keys where service = $1) as oldest,
            (select min(generation) from index_keys where service = $1) as indexed`,
    [service],
  );
  const oldest = rows[0]?.oldest ?? 0;
  const indexed = rows[0]?.indexed ?? Infinity;
  const begun = begunOf(generations);
  return due
    .filter(({ retiredAt }) => retiredAt === null)
    .map(({ number }) => number)
    .filter((number) => number < indexed)
    .filter((number) => (begun.find((each) => each.number > number)?.wrappingKey ?? Infinity) <= oldest);
};
