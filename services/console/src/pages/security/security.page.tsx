import type { ReactNode } from 'react';
import { useRead } from '../../api/use-read.ts';
import { FramedPage } from '../../look/page.tsx';
import { useAccount } from '../../session/account.ts';
import { SettingRow, SettingRows } from '../../settings/setting-row.tsx';
import { Shown } from '../../states/shown.tsx';
import { useTexts } from '../../texts/use-texts.tsx';
import { useTime } from '../../time/use-time.ts';
import { FactorRow } from './factor/factor-row.tsx';
import { factors } from './factor/factors.ts';
import { PasswordRow } from './password/password-row.tsx';
import { SessionList } from './sessions/session-list.tsx';
import { othersOf, useSessions, type Sessions } from './sessions/sessions.ts';
import { securityTexts } from './texts.ts';

/** Account Settings › Security Settings: the password, the second factor, and where one is signed in. */
export const Page = (): ReactNode => {
  const texts = useTexts(securityTexts);
  const account = useAccount();
  const read = useRead(factors);
  const sessions = useSessions();
  return (
    <FramedPage title={texts.title}>
      <Shown read={account}>
        {(known) => (
          <Shown read={read}>
            {(found) => (
              <SettingRows>
                <PasswordRow account={known} others={othersOf(sessions)} />
                <FactorRow account={known} factors={found} others={othersOf(sessions)} />
                <LoginSessionRow sessions={sessions} />
              </SettingRows>
            )}
          </Shown>
        )}
      </Shown>
      <SessionList sessions={sessions} />
    </FramedPage>
  );
};

const LoginSessionRow = ({ sessions }: Readonly<{ sessions: Sessions }>): ReactNode => {
  const texts = useTexts(securityTexts);
  const time = useTime();
  const current = sessions.data?.sessions.find((session) => session.current);
  return (
    <SettingRow
      id="login-session"
      name={texts.loginSession}
      value={current === undefined ? '' : texts.thisSessionEnds(time.instant(current.expiresAt))}
    />
  );
};
