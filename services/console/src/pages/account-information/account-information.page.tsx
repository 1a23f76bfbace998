import type { ReactNode } from 'react';
import { FramedPage } from '../../look/page.tsx';
import { useAccount } from '../../session/account.ts';
import { SettingRow, SettingRows } from '../../settings/setting-row.tsx';
import { Shown } from '../../states/shown.tsx';
import { useTexts } from '../../texts/use-texts.tsx';
import { Instant } from '../../time/instant.tsx';
import { LanguageRow } from './language-row.tsx';
import { accountInformationTexts } from './texts.ts';
import { TimeZoneRow } from './time-zone-row.tsx';
import { UsernameRow } from './username-row.tsx';

/** Account Settings › User Information: what others and we know of this person. */
export const Page = (): ReactNode => {
  const texts = useTexts(accountInformationTexts);
  return (
    <FramedPage title={texts.title}>
      <Shown read={useAccount()}>
        {({ username, email, timeZone, registeredAt }) => (
          <SettingRows>
            <UsernameRow username={username} />
            <SettingRow id="email" name={texts.email} value={email} />
            <LanguageRow />
            <TimeZoneRow timeZone={timeZone} />
            <SettingRow id="registered" name={texts.member} value={<Instant at={registeredAt} as="date" />} />
          </SettingRows>
        )}
      </Shown>
    </FramedPage>
  );
};
