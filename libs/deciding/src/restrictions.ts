/** Who may keep an account from something, for example from signing in. */
export type RestrictionKind = 'cancellation';

/** One of them by its kind and number, which is never used again. */
export type Holder = `${RestrictionKind}/${number}`;

export const attemptOf = (attempt: number): Holder => `cancellation/${attempt}`;

/**
 * Who restricts an account at present, and who has taken its restriction back for good. Sets alone, so that it does not matter
 * in which order what different holders do arrives, nor whether an undo overtakes the step that it undoes.
 */
export type Restrictions = Readonly<{ held: ReadonlySet<Holder>; lifted: ReadonlySet<Holder> }>;

export const unrestricted: Restrictions = { held: new Set(), lifted: new Set() };

export const isRestricted = ({ held }: Restrictions): boolean => held.size > 0;

/** Its undo came before: the step comes too late. */
export const isForestalled = ({ lifted }: Restrictions, holder: Holder): boolean => lifted.has(holder);

/** Of a holder whose undo came before, nothing is placed. */
export const place = (restrictions: Restrictions, holder: Holder): Restrictions =>
  isForestalled(restrictions, holder)
    ? restrictions
    : { ...restrictions, held: new Set([...restrictions.held, holder]) };

/** Takes back what the holder placed, and forestalls what it has not placed yet. */
export const lift = ({ held, lifted }: Restrictions, holder: Holder): Restrictions => ({
  held: new Set([...held].filter((each) => each !== holder)),
  lifted: new Set([...lifted, holder]),
});
