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
export const FactorRow = (given: Given): ReactNode => {
  const texts = useTexts(securityTexts);
  const { codes, result, areLost, found, ...changes } = useFactorChanges(given);
  const { account, factors, others } = given;
  const isBound = factors.totp;
  const address = account.email;
  return (
    <SettingRow
      // What is open is another thing once it is bound: nothing is open then.
      id={isBound && codes === undefined ? 'unbind' : 'bind'}
      name={texts.mfa}
      value={isBound ? <BoundFactor factors={factors} /> : <Unbound />}
      {...(codes === undefined ? { action: isBound ? texts.unbind : texts.bind } : {})}
      result={areLost && isBound ? <CodesLost found={found} /> : result}
      wide
    >
      {(close) =>
        codes !== undefined ? (
          <RecoveryCodes codes={codes} address={address} kept={() => changes.kept(close)} left={changes.left} />
        ) : isBound ? (
          <UnbindForm
            address={address}
            isStaff={account.staffRole !== undefined}
            codesLeft={factors.recoveryCodesLeft}
            others={others}
            unbound={() => changes.unbound(close)}
            unboundElsewhere={changes.unboundElsewhere}
            close={close}
          />
        ) : (
          <Binding
            address={address}
            others={others}
            bound={changes.bound}
            boundElsewhere={changes.boundElsewhere}
            close={close}
          />
        )
      }
    </SettingRow>
  );
};

/** What comes of binding and unbinding: the codes to keep, and what is said beside the row. */
const useFactorChanges = ({ account, others }: Given) => {
  const texts = useTexts(securityTexts);
  const [codes, setCodes] = useState<readonly string[]>();
  const [othersThen, setOthersThen] = useState(others);
  const [areUnkept, setUnkept] = useState(unkeptCodes.are);
  const [result, setResult] = useState<string>();
  const changed = useChanged();
  const readSessionsLater = useSessionsLater();

  const noteUnkept = (are: boolean): void => {
    unkeptCodes.note(are);
    setUnkept(are);
  };
  const show = (...said: readonly string[]): void => {
    setCodes(undefined);
    setResult(said.join(' '));
    void changed(factorsRead.queryKey);
  };
  return {
    codes,
    result,
    areLost: areUnkept && codes === undefined,
    found: () => noteUnkept(false),
    bound: (recoveryCodes: readonly string[]): void => {
      noteUnkept(true);
      setCodes(recoveryCodes);
      setOthersThen(others);
      void changed(factorsRead.queryKey);
      readSessionsLater();
    },
    kept: (close: () => void): void => {
      noteUnkept(false);
      const forStaff = account.staffRole === undefined ? [] : [texts.staffSignIn];
      show(texts.boundNow(account.email), texts.othersGone(othersThen), ...forStaff);
      close();
    },
    left: () => show(),
    unbound: (close: () => void): void => {
      noteUnkept(false);
      show(texts.unboundNow(account.email), texts.othersGone(others));
      readSessionsLater();
      close();
    },
    boundElsewhere: () => show(texts.boundElsewhere),
    unboundElsewhere: () => show(texts.unboundElsewhere),
  };
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
            <div>
              <dt>{texts.added}</dt>{' '}
              <dd>
                <Instant at={boundAt} as="date" />
              </dd>
            </div>
          )}
          <div>
            <dt>{texts.codesLeft}</dt> <dd>{recoveryCodesLeft}</dd>
          </div>
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
