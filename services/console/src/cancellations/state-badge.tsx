import { Badge } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTexts } from '../texts/use-texts.tsx';
import { cancellationWords } from './cancellation-words.texts.ts';
import type { CancellationState } from './states.ts';

/** The state in words; the colour says it once more. */
export const StateBadge = ({ state }: Readonly<{ state: CancellationState }>): ReactNode => (
  <Badge
    variant="outline"
    color={state === 'requested' || state === 'locked' ? 'yellow' : 'gray'}
    tt="none"
    lts={0}
    c="var(--mantine-color-text)"
    fw={500}
    size="lg"
    style={{ height: 'auto', minHeight: '1.625rem' }}
    styles={{ label: { whiteSpace: 'normal' } }}
  >
    {useTexts(cancellationWords)[state]}
  </Badge>
);
