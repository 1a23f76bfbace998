import { useState, type ReactNode } from 'react';
import { useService } from '../../../brand/service.ts';
import type { Account } from '../../../session/account.ts';
import { SettingRow } from '../../../settings/setting-row.tsx';
import { Shown } from '../../../states/shown.tsx';
import { useTexts } from '../../../texts/use-texts.tsx';
import { useSessionsLater } from '../sessions/sessions.ts';
import { securityTexts } from '../texts.ts';
import { PasswordForm } from './password-form.tsx';

type Given = Readonly<{
  account: Account;
  /** How many sessions end with a change; undefined where nobody knows. */
  others: number | undefined;
}>;

/** The password, and the panel that changes it (ID-3). */
export const PasswordRow = ({ account, others }: Given): ReactNode => {
  const texts = useTexts(securityTexts);
  const service = useService();
  const readSessionsLater = useSessionsLater();
  const [result, setResult] = useState<string>();
  return (
    <Shown read={service}>
      {({ passwords }) => (
        <SettingRow
          id="password"
          name={texts.password}
          value={texts.passwordHelp}
          action={texts.change}
          result={result}
        >
          {(close) => (
            <PasswordForm
              account={account}
              passwords={passwords}
              others={others}
              close={close}
              changed={() => {
                setResult([texts.passwordChanged(account.email), texts.othersGone(others)].join(' '));
                readSessionsLater();
                close();
              }}
            />
          )}
        </SettingRow>
      )}
    </Shown>
  );
};
