/**
 * What the work comes to; undefined where it takes longer. It is not ended by that, and what it fails with later is
 * nobody's any more.
 */
export const within = async <Result>(
  milliseconds: number,
  work: Promise<Result>,
): Promise<Readonly<{ value: Result }> | undefined> => {
  const late = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => late.resolve(undefined), milliseconds);
  try {
    return await Promise.race([work.then((value) => ({ value })), late.promise]);
  } finally {
    clearTimeout(timer);
  }
};
