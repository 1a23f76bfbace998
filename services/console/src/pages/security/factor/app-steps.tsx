import { Anchor, Button, Code, Group, Skeleton, Stack, Text } from '@mantine/core';
import { lazy, Suspense, useEffect, type ReactNode } from 'react';
import { confirmTotp } from '../../../api/generated/sdk.gen.ts';
import type { StartTotpAnswer } from '../../../api/generated/types.gen.ts';
import { useAction } from '../../../api/use-action.ts';
import { CodeForm } from '../../../codes/code-form.tsx';
import { CopyButton } from '../../../states/copy.tsx';
import { useTexts } from '../../../texts/use-texts.tsx';
import { securityTexts } from '../texts.ts';
import styles from './factor.module.css';

const Qr = lazy(async () => ({ default: (await import('./qr.tsx')).Qr }));

const inFours = (key: string): string => key.match(/.{1,4}/g)?.join(' ') ?? key;

/** The key, as a picture to scan and as text beside it. */
export const KeyStep = ({ otpauthUri, secret }: StartTotpAnswer): ReactNode => {
  const texts = useTexts(securityTexts);
  return (
    <Stack gap="sm">
      <Text>{texts.scan}</Text>
      <Anchor href={otpauthUri} className={styles['phone']}>
        {texts.openApp}
      </Anchor>
      <div className={styles['key']}>
        <Suspense fallback={<Skeleton width={176} height={176} />}>
          <Qr text={otpauthUri} title={texts.qr} />
        </Suspense>
        <Stack gap="xs" align="flex-start">
          <Text fw={600}>{texts.key}</Text>
          <Code className={styles['secret']}>{inFours(secret)}</Code>
          <Group gap="xs">
            <CopyButton text={secret} label={texts.key} size="xs" />
          </Group>
        </Stack>
      </div>
    </Stack>
  );
};

type Given = Readonly<{
  /** How many sessions end with it; undefined where nobody knows. */
  others: number | undefined;
  bound: (recoveryCodes: readonly string[]) => void;
  boundElsewhere: () => void;
  beginAgain: () => void;
}>;

/** The code that the app shows now: with it the app is bound. */
export const AppCodeStep = ({ others = 0, bound, boundElsewhere, beginAgain }: Given): ReactNode => {
  const texts = useTexts(securityTexts);
  const action = useAction(confirmTotp, { done: ({ recoveryCodes }) => bound(recoveryCodes) });
  const code = action.problem?.code;
  useEffect(() => {
    if (code === 'factor-bound-already') boundElsewhere();
    // Once, when it is told.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [code]);
  return (
    <Stack gap="sm" maw={420}>
      {others > 0 && <Text>{texts.othersEnd(others)}</Text>}
      <CodeForm
        name="bind-app"
        action={action}
        label={texts.appCode}
        confirm={texts.doBind}
        onCode={(typed) => void action.run({ body: { code: typed } })}
      >
        {code === 'binding-not-started' && (
          <Button size="xs" variant="default" onClick={beginAgain}>
            {texts.beginAgain}
          </Button>
        )}
      </CodeForm>
      <Text size="xs" c="dimmed">
        {texts.appCodeHelp}
      </Text>
    </Stack>
  );
};
