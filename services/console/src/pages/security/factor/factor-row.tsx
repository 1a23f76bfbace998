import { Alert, Button, Card, Stack, Text } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useChanged } from '../../../api/use-read.ts';
import type { Account } from '../../../session/account.ts';
import { SettingRow } from '../../../settings/setting-row.tsx';
import { useTexts } from '../../../texts/use-texts.tsx';
import { Instant } from '../../../time/instant.tsx';
import { useSessionsLater } from '../sessions/sessions.ts';
import { securityTexts } from '../texts.ts';
import { Binding } from './binding.tsx';
import { unkeptCodes } from './binding-progress.ts';
import styles from './factor.module.css';
import { factors as factorsRead, type Factors } from './factors.ts';
import { RecoveryCodes } from './recovery-codes.tsx';
import { UnbindForm } from './unbind-form.tsx';

/** Below this many somebody should think of new ones. */
const few = 3;

type Given = Readonly<{
  account: Account;
  factors: Factors;
  /** How many sessions end with a change; undefined where nobody knows. */
  others: number | undefined;
}>;

/** MFA Authentication: bound or not, and what binds or unbinds it. */
export const FactorRow = ({ account, factors, others }: Given): ReactNode => {
  const texts = useTexts(securityTexts);
  const [codes, setCodes] = useState<readonly string[]>();
  const [areUnkept, setUnkept] = useState(unkeptCodes.are);
  const [result, setResult] = useState('');
  const [othersThen, setOthersThen] = useState(others);
  const changed = useChanged();
  const readSessionsLater = useSessionsLater();
  const { email: address, staffRole } = account;
  const isStaff = staffRole !== undefined;
  const isBound = factors.totp;

  const noteUnkept = (are: boolean): void => {
    unkeptCodes.note(are);
    setUnkept(are);
  };
  const bound = (recoveryCodes: readonly string[]): void => {
    noteUnkept(true);
    setCodes(recoveryCodes);
    setOthersThen(others);
    void changed(factorsRead.queryKey);
    readSessionsLater();
  };
  const shown = (said: string): void => {
    setCodes(undefined);
    setResult(said);
    void changed(factorsRead.queryKey);
  };
  return (
    <SettingRow
      // What is open is another thing once it is bound: nothing is open then.
      id={isBound && codes === undefined ? 'unbind' : 'bind'}
      name={texts.mfa}
      value={isBound ? <BoundFactor factors={factors} /> : <Unbound />}
      {...(codes === undefined ? { action: isBound ? texts.unbind : texts.bind } : {})}
      result={
        codes === undefined && isBound && areUnkept ? (
          <CodesLost found={() => noteUnkept(false)} />
        ) : result === '' ? undefined : (
          result
        )
      }
      wide
    >
      {(close) =>
        codes !== undefined ? (
          <RecoveryCodes
            codes={codes}
            address={address}
            kept={() => {
              noteUnkept(false);
              shown(
                [texts.boundNow(address), texts.othersGone(othersThen), isStaff ? texts.staffSignIn : ''].join(' '),
              );
              close();
            }}
            left={() => shown('')}
          />
        ) : isBound ? (
          <UnbindForm
            address={address}
            isStaff={isStaff}
            codesLeft={factors.recoveryCodesLeft}
            others={others}
            unbound={() => {
              noteUnkept(false);
              setResult([texts.unboundNow(address), texts.othersGone(others)].join(' '));
              readSessionsLater();
              close();
            }}
            unboundElsewhere={() => shown(texts.unboundElsewhere)}
            close={close}
          />
        ) : (
          <Binding
            address={address}
            others={others}
            bound={bound}
            boundElsewhere={() => shown(texts.boundElsewhere)}
            close={close}
          />
        )
      }
    </SettingRow>
  );
};

const Unbound = (): ReactNode => {
  const texts = useTexts(securityTexts);
  return (
    <>
      <div>{texts.notBound}</div>
      <Text size="xs" c="dimmed">
        {texts.notBoundHelp}
      </Text>
    </>
  );
};

const BoundFactor = ({ factors: { boundAt, recoveryCodesLeft } }: Readonly<{ factors: Factors }>): ReactNode => {
  const texts = useTexts(securityTexts);
  return (
    <Stack gap="xs">
      <div>{texts.bound}</div>
      <Card withBorder padding="sm">
        <Text fw={600}>{texts.app}</Text>
        <dl className={styles['facts']}>
          {boundAt !== null && (
            <>
              <dt>{texts.added}</dt>
              <dd>
                <Instant at={boundAt} />
              </dd>
            </>
          )}
          <dt>{texts.codesLeft}</dt>
          <dd>{recoveryCodesLeft}</dd>
        </dl>
        {recoveryCodesLeft < few && <Text size="xs">{texts.fewCodes}</Text>}
      </Card>
    </Stack>
  );
};

const CodesLost = ({ found }: Readonly<{ found: () => void }>): ReactNode => {
  const texts = useTexts(securityTexts);
  return (
    <Alert color="yellow" variant="outline">
      <Stack gap="xs" align="flex-start">
        <span>{texts.codesLost}</span>
        <Button size="xs" variant="default" onClick={found}>
          {texts.haveThem}
        </Button>
      </Stack>
    </Alert>
  );
};
