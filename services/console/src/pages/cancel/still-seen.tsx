import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTexts } from '../../texts/use-texts.tsx';
import { cancelTexts } from './texts.ts';

/** What others see of it afterwards. */
export const StillSeen = ({ children }: Readonly<{ children: ReactNode }>): ReactNode => {
  const texts = useTexts(cancelTexts);
  return (
    <Text c="dimmed" size="xs">
      {texts.othersSee}: {children}
    </Text>
  );
};
