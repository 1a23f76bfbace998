import { Anchor, Button, Code, CopyButton, Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { stateTexts } from '../../states/states.texts.ts';
import { useTexts } from '../../texts/use-texts.tsx';
import { adminCancellationTexts } from './texts.ts';

type Given = Readonly<{ accountId: string; certificate: string }>;

const download = ({ accountId, certificate }: Given): void => {
  const address = URL.createObjectURL(new Blob([`${certificate}\n`], { type: 'application/jose' }));
  const link = Object.assign(document.createElement('a'), {
    href: address,
    download: `certificate-${accountId}.jws`,
  });
  link.click();
  URL.revokeObjectURL(address);
};

/** CAN-11: the certificate to keep, and how to check it without us. */
export const Certificate = ({ accountId, certificate }: Given): ReactNode => {
  const texts = useTexts(adminCancellationTexts);
  const { copy, copied: done } = useTexts(stateTexts);
  return (
    <Stack gap="sm">
      <Text>{texts.certificateWhat}</Text>
      <Group gap="xs">
        <Button size="xs" variant="default" onClick={() => download({ accountId, certificate })}>
          {texts.download}
        </Button>
        <CopyButton value={certificate}>
          {({ copied, copy: copyIt }) => (
            <Button size="xs" variant="default" onClick={copyIt} aria-label={`${copy}: ${texts.jws}`}>
              {copied ? done : copy}
            </Button>
          )}
        </CopyButton>
      </Group>
      <Text fw={500}>{texts.verify}</Text>
      <Text>{texts.verifyHow}</Text>
      <Code block style={{ whiteSpace: 'pre-wrap' }}>
        {`lethe certificate verify certificate-${accountId}.jws --keys jwks.json`}
      </Code>
      <Anchor href="/.well-known/jwks.json" download="jwks.json">
        {texts.keys}
      </Anchor>
    </Stack>
  );
};
