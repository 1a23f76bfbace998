import { Button, Group, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { paths } from '../../paths.ts';
import { useTexts } from '../../texts/use-texts.tsx';
import { registerCodeTexts } from './texts.ts';

/** I8: another browser, a day later, or the code was entered already: what helps in each. */
export const Unknown = (): ReactNode => {
  const texts = useTexts(registerCodeTexts);
  return (
    <Stack>
      <Stack gap="xs" role="status">
        <Text fw={600}>{texts.unknown}</Text>
        <Text>{texts.unknownWhy}</Text>
        <Text>{texts.unknownDone}</Text>
      </Stack>
      <Group>
        <Button component={Link} to={paths.register}>
          {texts.registerAgain}
        </Button>
        <Button component={Link} to={paths.signIn} variant="default">
          {texts.signIn}
        </Button>
      </Group>
    </Stack>
  );
};
