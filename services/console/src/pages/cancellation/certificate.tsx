import { emailDigestRecipe, verifyCertificate, type PublicKeys } from '@lethe/certificate';
import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { reading, useRead } from '../../api/use-read.ts';
import { Copyable } from '../../states/copy.tsx';
import { Shown } from '../../states/shown.tsx';
import { useTexts } from '../../texts/use-texts.tsx';
import { AddressCheck } from './address-check.tsx';
import { Checks } from './checks.tsx';
import styles from './certificate.module.css';
import { download } from './download.ts';
import { Statement } from './statement.tsx';
import { cancellationTexts } from './texts.ts';

type Given = Readonly<{ jws: string; cancellationId: string }>;

const keysPath = '/.well-known/jwks.json';

/** The keys that the services publish, past ones too; the certificate is believed by nothing else. */
const publicKeys = reading(['public-keys'], async () => {
  try {
    const response = await fetch(keysPath);
    return response.ok ? { data: (await response.json()) as PublicKeys, response } : { response };
  } catch {
    return {};
  }
});

/** The certificate as a document: what it says, whether it holds, and how anybody can check it (CAN-11). */
export const Certificate = ({ jws, cancellationId }: Given): ReactNode => (
  <Shown read={useRead(publicKeys)}>
    {(keys) => <Verified jws={jws} cancellationId={cancellationId} keys={keys} />}
  </Shown>
);

const Verified = ({ jws, cancellationId, keys }: Given & Readonly<{ keys: PublicKeys }>): ReactNode => {
  const texts = useTexts(cancellationTexts);
  const read = useRead(
    reading(['certificate', cancellationId, jws], async () => ({
      data: await verifyCertificate(jws, keys),
      response: { ok: true } as Response,
    })),
  );
  return (
    <Shown read={read}>
      {({ holds, checks, statement }) => (
        <Stack gap="lg">
          <Paper withBorder p={{ base: 'md', sm: 'lg' }} component="article" aria-label={texts.certificate}>
            <Stack gap="md">
              <Title order={2}>{texts.certificate}</Title>
              {statement !== null && <Statement statement={statement} />}
              <Checks holds={holds} checks={checks} />
            </Stack>
          </Paper>
          <Keep jws={jws} keys={keys} />
          <div className={styles['screenOnly']}>
            <AddressCheck jws={jws} keys={keys} recipe={statement?.emailDigestRecipe ?? emailDigestRecipe} />
          </div>
        </Stack>
      )}
    </Shown>
  );
};

const Keep = ({ jws, keys }: Readonly<{ jws: string; keys: PublicKeys }>): ReactNode => {
  const texts = useTexts(cancellationTexts);
  return (
    <section className={styles['screenOnly']}>
      <Stack gap="sm">
        <Title order={2}>{texts.keep}</Title>
        <Group gap="xs">
          <Button variant="default" onClick={() => window.print()}>
            {texts.print}
          </Button>
          <Button variant="default" onClick={() => download('certificate.json', jws)}>
            {texts.downloadSigned}
          </Button>
          <Button variant="default" onClick={() => download('jwks.json', JSON.stringify(keys, null, 2))}>
            {texts.downloadKeys}
          </Button>
        </Group>
        <Title order={3}>{texts.elsewhere}</Title>
        <Text size="xs" c="dimmed">
          {texts.elsewhereHelp}
        </Text>
        <Copyable text={`curl -o jwks.json ${location.origin}${keysPath}`} label={texts.getKeys} />
        <Copyable text="lethe certificate verify certificate.json --keys jwks.json" label={texts.verify} />
      </Stack>
    </section>
  );
};
