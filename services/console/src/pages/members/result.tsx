import { Text } from '@mantine/core';
import type { ReactNode, Ref } from 'react';

type Given = Readonly<{ ref: Ref<HTMLDivElement>; children: string | undefined }>;

/** What was done to something that is not in the list any more; it takes the focus in its place. */
export const Result = ({ ref, children }: Given): ReactNode => (
  <Text component="div" ref={ref} role="status" tabIndex={-1} pb={children === undefined ? 0 : 'xs'}>
    {children}
  </Text>
);
