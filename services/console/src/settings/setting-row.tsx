import { Button, Paper, Stack, Text } from '@mantine/core';
import { useLayoutEffect, useId, useRef, type ReactNode } from 'react';
import { useSearch } from '../address.ts';
import styles from './setting-row.module.css';

type Given = Readonly<{
  /** Stands in the address while its panel is open; one is open at a time. */
  id: string;
  name: string;
  value: ReactNode;
  /** What the button says: what it does. Absent: nothing can be changed. */
  action?: string;
  /** What was done, beside what caused it. */
  result?: ReactNode;
  /** The panel has more in it than a form. */
  wide?: boolean;
  /** The panel; `close` gives the focus back to the button, or to the result where that is gone. */
  children?: (close: () => void) => ReactNode;
}>;

/** Rows between lines, as one list. */
export const SettingRows = ({ children }: Readonly<{ children: ReactNode }>): ReactNode => (
  <Paper withBorder className={styles['rows']}>
    {children}
  </Paper>
);

/** One setting: its name, its present value, one action, whose panel opens below. */
export const SettingRow = ({ id, name, value, action, result, wide = false, children }: Given): ReactNode => {
  const [open, setOpen] = useSearch('open');
  const isOpen = open === id;
  const ids = useId();
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const said = useRef<HTMLDivElement>(null);
  const wasOpen = useRef(isOpen);
  useLayoutEffect(() => {
    if (isOpen && !wasOpen.current)
      panel.current?.querySelector<HTMLElement>('input:not([type=hidden]), select, textarea, button')?.focus();
    if (!isOpen && wasOpen.current) (button.current ?? said.current)?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);
  return (
    <section className={styles['row']} aria-labelledby={`${ids}name`}>
      <div className={styles['line']}>
        <Text component="h2" fw={600} size="sm" m={0} id={`${ids}name`} className={styles['name']}>
          {name}
        </Text>
        <div className={styles['value']}>{value}</div>
        {action !== undefined && (
          <Button
            ref={button}
            variant="default"
            size="xs"
            aria-expanded={isOpen}
            aria-controls={`${ids}panel`}
            onClick={() => setOpen(isOpen ? undefined : id)}
          >
            {action}
          </Button>
        )}
      </div>
      <div role="status" ref={said} tabIndex={-1} className={styles['result']}>
        {result}
      </div>
      <div id={`${ids}panel`} ref={panel} hidden={!isOpen}>
        {isOpen && children !== undefined && (
          <Stack pt="md" maw={wide ? undefined : 420}>
            {children(() => setOpen(undefined))}
          </Stack>
        )}
      </div>
    </section>
  );
};
