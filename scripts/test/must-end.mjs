/** Longer than Jest gives its workers, and what a test stopped needs to end. */
const patienceMs = 5_000;

const say = () => {
  console.error(
    `Jest did not end: ${process.getActiveResourcesInfo().join(', ')} left open. A file above may say that it left them; ` +
      '`npm test -- --runInBand --detectOpenHandles FILE` shows where.',
  );
  process.exit(1);
};

/** Jest ends by itself once nothing is left open. Where something is, that is a failure, not a wait for ever. */
export default ({ watch, watchAll }) => {
  if (!watch && !watchAll) setTimeout(say, patienceMs).unref();
};
