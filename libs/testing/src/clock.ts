/** A clock that stands still until it is told to move. `now` answers an ISO 8601 instant in UTC. */
export type FixedClock = Readonly<{
  now: () => string;
  advance: (by: Readonly<{ days?: number; hours?: number; minutes?: number; seconds?: number; ms?: number }>) => void;
}>;

/** @throws RangeError if `at` is no instant */
export const fixedClock = (at: string): FixedClock => {
  let instant = new Date(at);
  instant.toISOString();
  return {
    now: () => instant.toISOString(),
    advance: ({ days = 0, hours = 0, minutes = 0, seconds = 0, ms = 0 }) => {
      const allSeconds = ((days * 24 + hours) * 60 + minutes) * 60 + seconds;
      instant = new Date(instant.getTime() + allSeconds * 1000 + ms);
    },
  };
};
