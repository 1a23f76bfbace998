import { Alert, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';
import { useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { useBrand } from '../../../brand/service.ts';
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
  const brand = useBrand().name;
  const [madeAt] = useState(() => new Date());
  const isKept = useRef(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const leaving = useBlocker({
    shouldBlockFn: () => !isKept.current,
    enableBeforeUnload: () => !isKept.current,
    withResolver: true,
  });
  useLayoutEffect(() => heading.current?.focus(), []);
  const name = texts.codesOf(brand);
  const about = [texts.codesAccount(address), texts.codesMade(time.instant(madeAt)), texts.codesOnce];
  const whole = [name, ...about, '', ...codes, ''].join('\n');
  return (
    <Stack gap="sm">
      <Title order={3} ref={heading} tabIndex={-1}>
        {texts.codesTitle}
      </Title>
      <Text>{texts.codesHelp}</Text>
      <Sheet name={name} about={about} codes={codes} />
      <Group gap="xs">
        <CopyButton text={codes.join('\n')} label={name} />
        <Button variant="default" onClick={() => print()}>
          {texts.print}
        </Button>
        <Button
          variant="default"
          onClick={() => download(`${brand.toLowerCase().replaceAll(/\s+/g, '-')}-recovery-codes.txt`, whole)}
        >
          {texts.download}
        </Button>
      </Group>
      {leaving.status === 'blocked' && (
        <LeavingWarning
          stay={() => {
            leaving.reset();
            heading.current?.focus();
          }}
          leave={() => {
            isKept.current = true;
            leaving.proceed();
            left();
          }}
        />
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

type SheetGiven = Readonly<{ name: string; about: readonly string[]; codes: readonly string[] }>;

/** All that is printed; whose codes they are stands on the paper only. */
const Sheet = ({ name, about, codes }: SheetGiven): ReactNode => (
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
);

/** Somebody is about to go without the codes. */
const LeavingWarning = ({ stay, leave }: Readonly<{ stay: () => void; leave: () => void }>): ReactNode => {
  const texts = useTexts(securityTexts);
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => box.current?.focus(), []);
  return (
    <Alert ref={box} tabIndex={-1} role="alert" color="yellow" variant="outline" title={texts.leaveTitle}>
      <Stack gap="xs">
        <span>{texts.leaveHelp}</span>
        <Group gap="xs">
          <Button size="xs" variant="default" onClick={stay}>
            {texts.stay}
          </Button>
          <Button size="xs" variant="default" onClick={leave}>
            {texts.leave}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
};
