import { nameAsSeen, personName } from '@lethe/contracts';

const today = personName(100);

/** I3: a name from before there was a rule for names is mailed without what the rule refuses, line breaks among it. */
export const nameInMails = (name: string): string => (today.safeParse(name).success ? name : nameAsSeen(name));
