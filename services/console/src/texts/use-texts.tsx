import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react';
import { keptForGood } from '../kept.ts';
import type { Texts } from './define-texts.ts';
import { isLanguage, localeOf, wanted, type Language } from './language.ts';

type Chosen = Readonly<{
  language: Language;
  /** For this browser. Whoever is signed in also has one in their account's settings. */
  choose: (language: Language) => void;
  /** What the account's settings say, which counts while somebody is signed in. */
  follow: (language: Language | undefined) => void;
}>;

const LanguageContext = createContext<Chosen | undefined>(undefined);

/** Before anybody signs in: what was chosen here before, else the browser's own. */
export const firstLanguage = (): Language => {
  const chosen = keptForGood.read('language');
  return isLanguage(chosen) ? chosen : wanted(navigator.languages);
};

export const showLanguage = (language: Language): void => {
  document.documentElement.lang = localeOf[language];
};

export const LanguageProvider = ({ children }: Readonly<{ children: ReactNode }>): ReactNode => {
  const [ofBrowser, setOfBrowser] = useState(firstLanguage);
  const [ofAccount, follow] = useState<Language>();
  const language = ofAccount ?? ofBrowser;
  useEffect(() => showLanguage(language), [language]);
  const chosen = useMemo(() => {
    const choose = (next: Language): void => {
      keptForGood.write('language', next);
      setOfBrowser(next);
      follow((before) => (before === undefined ? undefined : next));
    };
    return { language, choose, follow };
  }, [language]);
  return <LanguageContext value={chosen}>{children}</LanguageContext>;
};

export const useLanguage = (): Chosen => {
  const chosen = use(LanguageContext);
  if (chosen === undefined) throw new Error('Texts need a <LanguageProvider> around them.');
  return chosen;
};

/** The texts in the language of whoever reads. */
export const useTexts = <English,>(texts: Texts<English>): Texts<English>[Language] => texts[useLanguage().language];
