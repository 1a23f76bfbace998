import { Menu, useMantineColorScheme, type MantineColorScheme } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useAction } from '../api/use-action.ts';
import { signOut } from '../api/generated/sdk.gen.ts';
import { paths } from '../paths.ts';
import { isPage } from '../pages/known.ts';
import { usePreferences } from '../session/use-preferences.ts';
import { ProblemNotice } from '../states/problem-notice.tsx';
import { isLanguage, languageNames, languages, localeOf } from '../texts/language.ts';
import { useLanguage, useTexts } from '../texts/use-texts.tsx';
import { frameTexts } from './frame.texts.ts';

const schemes: readonly Readonly<{ scheme: MantineColorScheme; name: 'light' | 'dark' | 'system' }>[] = [
  { scheme: 'light', name: 'light' },
  { scheme: 'dark', name: 'dark' },
  { scheme: 'auto', name: 'system' },
];

/** What belongs to whoever is signed in. It opens at once: somebody asked for it. */
export const AccountMenu = ({ button }: Readonly<{ button: ReactNode }>): ReactNode => {
  const texts = useTexts(frameTexts);
  return (
    <Menu
      defaultOpened
      position="top-start"
      width={232}
      shadow="none"
      withinPortal={false}
      withInitialFocusPlaceholder={false}
    >
      <Menu.Target>{button}</Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component={Link} to={paths.userInformation}>
          {texts.accountSettings}
        </Menu.Item>
        {isPage(paths.cancel) && (
          <>
            <Menu.Label>{texts.accountManagement}</Menu.Label>
            <Menu.Item component={Link} to={paths.cancel}>
              {texts.cancelAccount}
            </Menu.Item>
          </>
        )}
        <LanguageItems />
        <SchemeItems />
        <Menu.Divider />
        <SignOutItem />
      </Menu.Dropdown>
    </Menu>
  );
};

/** Stored with the account, since mails are written in it too; the pages follow once it is. */
const LanguageItems = (): ReactNode => {
  const texts = useTexts(frameTexts);
  const { language } = useLanguage();
  const { choose, problem } = usePreferences();
  return (
    <>
      <Menu.RadioGroup
        value={language}
        onChange={(chosen) => {
          if (isLanguage(chosen) && chosen !== language) choose({ language: chosen });
        }}
      >
        <Menu.Label>{texts.language}</Menu.Label>
        {languages.map((each) => (
          <Menu.RadioItem key={each} value={each} lang={localeOf[each]} closeMenuOnClick={false}>
            {languageNames[each]}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
      {problem !== undefined && <ProblemNotice problem={problem} />}
    </>
  );
};

const SchemeItems = (): ReactNode => {
  const texts = useTexts(frameTexts);
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Menu.RadioGroup value={colorScheme} onChange={(chosen) => setColorScheme(chosen as MantineColorScheme)}>
      <Menu.Label>{texts.appearance}</Menu.Label>
      {schemes.map(({ scheme, name }) => (
        <Menu.RadioItem key={scheme} value={scheme}>
          {texts[name]}
        </Menu.RadioItem>
      ))}
    </Menu.RadioGroup>
  );
};

/** Nothing of the last person stays in memory: the sign-in page is loaded anew. */
const SignOutItem = (): ReactNode => {
  const texts = useTexts(frameTexts);
  const action = useAction(signOut, { done: () => location.assign(paths.signIn) });
  return (
    <Menu.Item closeMenuOnClick={false} aria-disabled={action.isRunning} onClick={() => void action.run({})}>
      {texts.signOut}
    </Menu.Item>
  );
};
