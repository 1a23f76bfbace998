// Instants are texts, ISO 8601 in UTC. They are compared as what they mean: who sends one chooses how many digits it has.

export const secondMs = 1_000;
export const minuteMs = 60 * secondMs;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

/** How long it is from one instant to another, in milliseconds; negative where that lies before it. */
export const millisecondsBetween = (from: string, to: string): number => Date.parse(to) - Date.parse(from);

/** So many milliseconds later, or where they are negative earlier. */
export const instantAfter = (instant: string, milliseconds: number): string =>
  new Date(Date.parse(instant) + milliseconds).toISOString();

export const isBefore = (one: string, other: string): boolean => millisecondsBetween(one, other) > 0;

export const earlierOf = (one: string, other: string): string => (isBefore(other, one) ? other : one);
export const laterOf = (one: string, other: string): string => (isBefore(one, other) ? other : one);
