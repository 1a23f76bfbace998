import { Alert, Button, Group, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTexts } from '../texts/use-texts.tsx';
import { stateTexts } from './states.texts.ts';

type Given = Readonly<{ yours: string; theirs: string; keep: () => void; replace: () => void }>;

/** Somebody else, or another tab, was quicker: both are shown, and the person chooses. */
export const ChangedMeanwhile = ({ yours, theirs, keep, replace }: Given): ReactNode => {
  const texts = useTexts(stateTexts);
  return (
    <Alert color="yellow" variant="outline" role="alert" title={texts.changedMeanwhile}>
      <Stack gap="xs">
        <dl style={{ margin: 0 }}>
          <dt>{texts.theirs}</dt>
          <dd>{theirs}</dd>
          <dt>{texts.yours}</dt>
          <dd>{yours}</dd>
        </dl>
        <Group gap="xs">
          <Button size="xs" variant="default" onClick={keep}>
            {texts.takeTheirs}
          </Button>
          <Button size="xs" variant="default" onClick={replace}>
            {texts.takeYours}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
};
