import { refuse, type Refusal } from '@lethe/deciding';

/** What it was to be decided on has changed since it was asked for. Nobody but session itself gets this answer. */
export type Outdated = Refusal<'outdated', Readonly<Record<never, never>>>;
export const outdated = refuse('outdated');

const attempts = 3;

/** Each time, what was asked for had changed before it was decided on. */
export class RevisionsBehind extends Error {
  override readonly name = 'RevisionsBehind';
  constructor() {
    super(`What a sign-in is decided on was behind session's floors ${attempts} times.`);
  }
}

/**
 * Asks and decides; where something changed between the two, everything is asked anew. A floor is raised after its owner
 * recorded the change, so the next answer is as new as it.
 * @throws RevisionsBehind after three attempts.
 */
export const onNewestRevisions = async <Answer extends object>(
  ask: (attempt: number) => Promise<Answer | Outdated>,
): Promise<Exclude<Answer, Outdated>> => {
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const answer = await ask(attempt);
    if (!('refused' in answer) || answer.refused !== 'outdated') return answer as Exclude<Answer, Outdated>;
  }
  throw new RevisionsBehind();
};
