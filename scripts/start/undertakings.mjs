/** What was started, to be stopped in the opposite order, once. */
export const undertakings = () => {
  const stops = [];
  let stopping;
  const stopAll = async () => {
    for (const { name, stop } of stops.toReversed()) {
      await stop();
      console.log(`  stopped ${name}`);
    }
  };
  return {
    add: (name, stop) => stops.push({ name, stop }),
    isStopping: () => stopping !== undefined,
    stop: () => (stopping ??= stopAll()),
  };
};
