import { changePreferences } from '../api/generated/sdk.gen.ts';
import type { Problem } from '../api/problem.ts';
import { useAction } from '../api/use-action.ts';
import type { Language } from '../texts/language.ts';
import { useLanguage } from '../texts/use-texts.tsx';
import { account, useAccount } from './account.ts';

/** `null`: as the device says. */
type Preferences = Readonly<{ language: Language; timeZone: string | null }>;

type Choosing = Readonly<{
  /** Changes what is named; the rest stays as it is. */
  choose: (changes: Partial<Preferences>) => void;
  isRunning: boolean;
  problem: Problem | undefined;
}>;

/** Language and time zone of the account (API-4). This browser keeps the language for when nobody is signed in. */
export const usePreferences = (stored: () => void = () => {}): Choosing => {
  const { data } = useAccount();
  const { language, choose: show } = useLanguage();
  const { run, isRunning, problem } = useAction(changePreferences, { changes: [account.queryKey] });
  const store = async (preferences: Preferences): Promise<void> => {
    if ((await run({ body: preferences })) === undefined) return;
    show(preferences.language);
    stored();
  };
  return {
    choose: (changes) => void store({ language, timeZone: data?.timeZone ?? null, ...changes }),
    isRunning,
    problem,
  };
};
