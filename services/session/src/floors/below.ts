import { floorOrigins, type Revisions } from '@lethe/contracts';

/** Something that this was decided on has changed since. */
export const isBelow = (decidedOn: Revisions, floors: Revisions): boolean =>
  floorOrigins.some((origin) => decidedOn[origin] < floors[origin]);
