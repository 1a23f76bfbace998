import { paths, type Path } from '../../paths.ts';

/** In the order in which they come. */
export const steps = ['verify', 'blockers', 'notice', 'confirm'] as const;
export type Step = (typeof steps)[number];

export const stepPaths: Readonly<Record<Step, Path>> = {
  verify: paths.cancelVerify,
  blockers: paths.cancelBlockers,
  notice: paths.cancelNotice,
  confirm: paths.cancelConfirm,
};

export const isBefore = (one: Step, other: Step): boolean => steps.indexOf(one) < steps.indexOf(other);

/** The first step, and from it back to the one where the verification was missing. For `navigate` and `<Link>`. */
export const verifyThen = (next: Step) => ({ to: stepPaths.verify, search: { next } as never });

/** Where the first step leads: what the address says, if that is a step after it. */
export const nextOf = (given: string | undefined): Step =>
  steps.find((step) => step === given && step !== 'verify') ?? 'blockers';
