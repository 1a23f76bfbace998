/** Words of the texts for what is counted, by the category of the certificate. */
const words = {
  sessions: 'sessions',
  secrets: 'secrets',
  memberships: 'memberships',
  invitations: 'invitations',
  tickets: 'ticketContents',
  profiles: 'profiles',
  'pending-registrations': 'pending-registrations',
  'staff-invitations': 'staff-invitations',
  mails: 'mails',
} as const;

type Word = (typeof words)[keyof typeof words];
type Words = Readonly<Record<Word | 'nothing', string>> & Readonly<{ count: (count: string, what: string) => string }>;

const wordOf = (category: string, texts: Words): string =>
  Object.hasOwn(words, category) ? texts[words[category as keyof typeof words]] : category;

/** "2 × sessions, 1 × mails": what a service cleared. A category that nobody knows yet is named as it is. */
export const countedAs = (
  categories: Readonly<Record<string, number>>,
  texts: Words,
  number: (value: number) => string,
): string => {
  const some = Object.entries(categories).filter(([, count]) => count > 0);
  return some.length === 0
    ? texts.nothing
    : some.map(([category, count]) => texts.count(number(count), wordOf(category, texts))).join(', ');
};
