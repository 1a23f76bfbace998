export type Lengths = Readonly<{ minimum: number; maximum: number }>;
export type Owner = Readonly<{ email: string; username: string }>;

export type Hint = Readonly<{
  kind: 'empty' | 'too-short' | 'too-long' | 'own' | 'few' | 'long-enough';
  /** In code points, as the server counts. */
  length: number;
}>;

/** Fewer different characters than this are a pattern. */
const fewCharacters = 6;

/** What somebody who guesses would try first for this person; the server judges by the same words. */
const wordsOf = ({ email, username }: Owner): readonly string[] => {
  const local = email.split('@')[0] ?? '';
  return [local, username.trim(), username.replaceAll(/\s/g, '')]
    .map((word) => word.normalize('NFKC').toLowerCase())
    .filter((word) => word.length > 2);
};

/** What can be said of a password while it is typed (ID-4). Whether it is known from a breach, only the server knows. */
export const hintOf = (typed: string, { minimum, maximum }: Lengths, owner: Owner): Hint => {
  const characters = [...typed];
  const { length } = characters;
  const plain = typed.normalize('NFKC').toLowerCase();
  if (length === 0) return { kind: 'empty', length };
  if (length > maximum) return { kind: 'too-long', length };
  if (wordsOf(owner).some((word) => plain.includes(word))) return { kind: 'own', length };
  if (length < minimum) return { kind: 'too-short', length };
  if (new Set(characters).size < fewCharacters) return { kind: 'few', length };
  return { kind: 'long-enough', length };
};
