/** An ISO instant so many seconds later. Instants are compared as text: all of ours are UTC with milliseconds. */
export const secondsAfter = (instant: string, seconds: number): string =>
  new Date(Date.parse(instant) + seconds * 1000).toISOString();
