/** A version of a document, as it was shown. */
export type Agreed = Readonly<{ id: string; version: string; digest: string }>;

export const versionOf = ({ id, version, digest }: Agreed): Agreed => ({ id, version, digest });

const textOf = ({ id, version, digest }: Agreed): string => JSON.stringify([id, version, digest]);

/**
 * CAN-5: exactly the documents that are current, in any order, each in one of its languages: the digest tells in which.
 * @param current the documents of each language.
 */
export const areCurrent = (agreed: readonly Agreed[], current: readonly (readonly Agreed[])[]): boolean => {
  const known = new Set(current.flat().map(textOf));
  const ids = new Set(agreed.map(({ id }) => id));
  return (
    agreed.every((each) => known.has(textOf(each))) &&
    ids.size === agreed.length &&
    current.every((documents) => documents.length === ids.size && documents.every(({ id }) => ids.has(id)))
  );
};
