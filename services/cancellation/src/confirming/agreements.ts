/** A version of a document, as it was shown. */
export type Agreed = Readonly<{ id: string; version: string; digest: string }>;

const textOf = ({ id, version, digest }: Agreed): string => JSON.stringify([id, version, digest]);

/** CAN-5: exactly the documents that are current, in any order. */
export const areCurrent = (agreed: readonly Agreed[], current: readonly Agreed[]): boolean =>
  JSON.stringify(agreed.map(textOf).toSorted()) === JSON.stringify(current.map(textOf).toSorted());
