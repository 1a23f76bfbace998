/**
 * Runs each lane's steps in turn, and the lanes side by side. The first lane is heard as it goes; what the others say is
 * kept whole and said between two steps of the first, or at the end.
 * @param lanes lists of steps; each is called with whether it is heard, and resolves to { said, … }
 * @returns what the steps resolved to, lane by lane
 */
export const sideBySide = async (lanes, say) => {
  const kept = [];
  const sayKept = () => kept.splice(0).forEach(say);
  const heard = async (steps) => {
    const results = [];
    for (const step of steps) {
      results.push(await step({ heard: true }));
      sayKept();
    }
    return results;
  };
  const unheard = async (steps) => {
    const results = [];
    for (const step of steps) {
      const { said, ...result } = await step({ heard: false });
      kept.push(said);
      results.push(result);
    }
    return results;
  };
  const [first = [], ...others] = lanes;
  const results = await Promise.all([heard(first), ...others.map(unheard)]);
  sayKept();
  return results.flat();
};
