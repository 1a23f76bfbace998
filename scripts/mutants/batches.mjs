/** How many may be killed before the test is run as it is again. */
const atMost = 8;

/**
 * A mutant counts as killed only between two runs that passed: what one leaves behind must not kill the next. Where the
 * test fails as it is afterwards, only the first of those before was killed for sure; the others are not told of.
 * @param run with a mutant, or without one; resolves to why it failed, or undefined
 * @param tell what goes on: { asItIs } first; { trying } a mutant's key, or null; { key, why }: it survived where there is no why
 */
export const inBatches = async ({ mutants, run, tell }) => {
  const began = performance.now();
  const fault = await run();
  tell({ asItIs: { fault, milliseconds: performance.now() - began } });
  let sound = fault === undefined;
  const killed = [];
  const count = () => killed.splice(0).forEach((one) => tell(one));
  const check = async () => {
    tell({ trying: null });
    sound = (await run()) === undefined;
    if (!sound) killed.splice(1);
    count();
  };
  for (const mutant of mutants) {
    if (!sound) return;
    tell({ trying: mutant.key });
    const why = await run(mutant);
    if (why === undefined) count();
    if (why === undefined) tell({ key: mutant.key });
    else killed.push({ key: mutant.key, why });
    if (killed.length === atMost) await check();
  }
  if (killed.length > 0) await check();
};
