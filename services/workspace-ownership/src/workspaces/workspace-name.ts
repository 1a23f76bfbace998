import { isShredded, nameAsSeen, personName, type Personal } from '@lethe/contracts';

const today = personName(100);

/** WS-7: of a name whose key is gone nothing is told but that. */
export const nameShown = (name: Personal<string>): string | null => (isShredded(name) ? null : name);

/** I3: a name from before there was a rule for names is mailed without what the rule refuses, line breaks among it. */
export const nameInMails = (name: Personal<string>): Readonly<{ workspaceName?: string }> => {
  if (isShredded(name)) return {};
  return { workspaceName: today.safeParse(name).success ? name : nameAsSeen(name) };
};
