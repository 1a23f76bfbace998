import { Alert, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { ownBrand } from '../../../brand/brand.ts';
import { CopyButton } from '../../../states/copy.tsx';
import { useTexts } from '../../../texts/use-texts.tsx';
import { useTime } from '../../../time/use-time.ts';
import { securityTexts } from '../texts.ts';
import styles from './factor.module.css';

type Given = Readonly<{
  codes: readonly string[];
  address: string;
  kept: () => void;
  /** Left without a word that they are kept. */
  left: () => void;
}>;

const download = (name: string, text: string): void => {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
  const link = Object.assign(document.createElement('a'), { href: address, download: name });
  link.click();
  URL.revokeObjectURL(address);
};

/** The sheet of recovery codes: shown once, so it is not left before somebody says that they have them. */
export const RecoveryCodes = ({ codes, address, kept, left }: Given): ReactNode => {
  const texts = useTexts(securityTexts);
  const time = useTime();
  const [madeAt] = useState(() => new Date());
  const isKept = useRef(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const warning = useRef<HTMLDivElement>(null);
  const leaving = useBlocker({
    shouldBlockFn: () => !isKept.current,
    enableBeforeUnload: () => !isKept.current,
    withResolver: true,
  });
  const isLeaving = leaving.status === 'blocked';
  useEffect(() => heading.current?.focus(), []);
  useEffect(() => {
    if (isLeaving) warning.current?.focus();
  }, [isLeaving]);
  const name = texts.codesOf(ownBrand.name);
  const about = [texts.codesAccount(address), texts.codesMade(time.instant(madeAt)), texts.codesOnce];
  const whole = [name, ...about, '', ...codes, ''].join('\n');
  return (
    <Stack gap="sm">
      <Title order={3} ref={heading} tabIndex={-1}>
        {texts.codesTitle}
      </Title>
      <Text>{texts.codesHelp}</Text>
      <Paper withBorder p="md" data-print-alone>
        <div className={styles['head']}>
          <strong>{name}</strong>
          {about.map((line) => (
            <div key={line}>{line}</div>
          ))}
        </div>
        <ul className={styles['codes']} aria-label={name}>
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
      </Paper>
      <Group gap="xs">
        <CopyButton text={codes.join('\n')} label={name} />
        <Button variant="default" onClick={() => print()}>
          {texts.print}
        </Button>
        <Button variant="default" onClick={() => download(`${ownBrand.name.toLowerCase()}-recovery-codes.txt`, whole)}>
          {texts.download}
        </Button>
      </Group>
      {isLeaving && (
        <Alert ref={warning} tabIndex={-1} role="alert" color="yellow" variant="outline" title={texts.leaveTitle}>
          <Stack gap="xs">
            <span>{texts.leaveHelp}</span>
            <Group gap="xs">
              <Button
                size="xs"
                variant="default"
                onClick={() => {
                  leaving.reset();
                  heading.current?.focus();
                }}
              >
                {texts.stay}
              </Button>
              <Button
                size="xs"
                variant="default"
                onClick={() => {
                  isKept.current = true;
                  leaving.proceed();
                  left();
                }}
              >
                {texts.leave}
              </Button>
            </Group>
          </Stack>
        </Alert>
      )}
      <Group>
        <Button
          onClick={() => {
            isKept.current = true;
            kept();
          }}
        >
          {texts.kept}
        </Button>
      </Group>
    </Stack>
  );
};
