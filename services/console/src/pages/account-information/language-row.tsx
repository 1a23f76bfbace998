import { NativeSelect } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { field, Form, FormProblem } from '../../forms/form.tsx';
import { useKeptForm } from '../../forms/use-kept-form.ts';
import { usePreferences } from '../../session/use-preferences.ts';
import { SettingRow } from '../../settings/setting-row.tsx';
import { isLanguage, languageNames, languages } from '../../texts/language.ts';
import { useLanguage, useTexts } from '../../texts/use-texts.tsx';
import { PanelButtons } from './panel-buttons.tsx';
import { accountInformationTexts } from './texts.ts';

/** The language of pages and mails. The pages speak it at once. */
export const LanguageRow = (): ReactNode => {
  const texts = useTexts(accountInformationTexts);
  const { language } = useLanguage();
  const [isChanged, setChanged] = useState(false);
  return (
    <SettingRow
      id="language"
      name={texts.language}
      value={languageNames[language]}
      action={texts.changeLanguage}
      result={isChanged ? texts.languageChanged : undefined}
    >
      {(close) => (
        <LanguageForm
          close={close}
          changed={() => {
            setChanged(true);
            close();
          }}
        />
      )}
    </SettingRow>
  );
};

const LanguageForm = ({ close, changed }: Readonly<{ close: () => void; changed: () => void }>): ReactNode => {
  const texts = useTexts(accountInformationTexts);
  const { language } = useLanguage();
  const form = useKeptForm({ name: 'language', initial: { language: language as string } });
  const preferences = usePreferences(() => {
    form.sent();
    changed();
  });
  return (
    <Form
      form={form}
      action={preferences}
      labels={{ language: texts.language }}
      onSubmit={({ language: chosen }) => {
        if (isLanguage(chosen)) preferences.choose({ language: chosen });
      }}
    >
      <NativeSelect
        {...field(form, 'language')}
        label={texts.language}
        description={texts.languageHelp}
        data={languages.map((value) => ({ value, label: languageNames[value] }))}
      />
      <FormProblem />
      <PanelButtons save={texts.saveLanguage} close={close} />
    </Form>
  );
};
