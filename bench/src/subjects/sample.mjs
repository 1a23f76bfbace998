/** What every subject stores: about 500 bytes. */
export const dataOf = (number) => ({
  id: `u-${number}`,
  email: `user${number}@example.test`,
  at: '2026-11-23T00:00:00.000Z',
  pad: 'x'.repeat(400),
});
/** The same fold for all: the state of a stream is how much it holds. */
export const initial = 0;
export const evolve = (sum, data) => sum + data.pad.length;
