import type { ReactNode } from 'react';
import { useExactTime } from './use-exact-time.ts';

/** An instant down to the millisecond. */
export const Exact = ({ at }: Readonly<{ at: string }>): ReactNode => (
  <time dateTime={at}>{useExactTime().exact(at)}</time>
);
