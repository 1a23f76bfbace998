/** The value below which `percent` of the samples lie. */
export const percentile = (samples, percent) => {
  const sorted = Float64Array.from(samples).toSorted();
  return sorted[Math.min(sorted.length - 1, Math.floor((percent / 100) * sorted.length))];
};

export const median = (values) => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};

const spin = async (callers, milliseconds, work) => {
  const waits = [];
  const until = performance.now() + milliseconds;
  let next = 0;
  const caller = async () => {
    while (performance.now() < until) {
      const began = performance.now();
      await work(next++);
      waits.push(performance.now() - began);
    }
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: callers }, caller));
  return { waits, seconds: (performance.now() - began) / 1000 };
};

/** Closed loop: each caller asks again as soon as it is answered. After a warm-up that is not counted. */
export const perSecond = async ({ callers, seconds, work }) => {
  await spin(callers, 400, work);
  const { waits, seconds: took } = await spin(callers, seconds * 1000, work);
  return { rate: waits.length / took, p50: percentile(waits, 50), p99: percentile(waits, 99) };
};

/** One long piece of work that says how many things it did. */
export const once = async (work) => {
  const began = performance.now();
  const done = await work();
  return { rate: done / ((performance.now() - began) / 1000) };
};
