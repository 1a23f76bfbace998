import type { VerifiedCertificate } from '@lethe/certificate';
import { Alert, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTexts } from '../../texts/use-texts.tsx';
import styles from './certificate.module.css';
import { cancellationTexts } from './texts.ts';

type Given = Pick<VerifiedCertificate, 'holds' | 'checks'>;

/** Each check by its name, and whether it holds; in words, not by colour alone. */
export const Checks = ({ holds, checks }: Given): ReactNode => {
  const texts = useTexts(cancellationTexts);
  return (
    <section>
      <Stack gap="xs">
        <Title order={3}>{texts.checks}</Title>
        <Alert color={holds ? 'accent' : 'red'} variant="outline" role={holds ? 'status' : 'alert'}>
          {holds ? texts.holds : texts.doesNotHold}
        </Alert>
        <ul className={styles['checks']}>
          {checks.map((each) => (
            <li key={each.check}>
              <Text component="span" fw={600} c={each.holds ? 'inherit' : 'red'}>
                {each.holds ? texts.yes : texts.no}
              </Text>
              <span>{texts[`check-${each.check}`]}</span>
            </li>
          ))}
        </ul>
      </Stack>
    </section>
  );
};
