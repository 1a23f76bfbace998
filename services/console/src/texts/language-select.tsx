import { NativeSelect } from '@mantine/core';
import type { ReactNode } from 'react';
import { isLanguage, languageNames, languages } from './language.ts';
import { useLanguage } from './use-texts.tsx';

/** For whoever is not signed in. It names itself in every language: somebody may read none of this page. */
export const LanguageSelect = (): ReactNode => {
  const { language, choose } = useLanguage();
  return (
    <NativeSelect
      size="xs"
      aria-label="Language · 语言"
      value={language}
      data={languages.map((value) => ({ value, label: languageNames[value] }))}
      onChange={({ currentTarget: { value } }) => {
        if (isLanguage(value)) choose(value);
      }}
    />
  );
};
