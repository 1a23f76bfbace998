import { useLayoutEffect, useRef, type RefObject } from 'react';
import { useSearch } from '../address.ts';

export type Panel = Readonly<{
  isOpen: boolean;
  toggle: () => void;
  close: () => void;
  /** The button that opens it: it takes the focus back. */
  button: RefObject<HTMLButtonElement | null>;
  panel: RefObject<HTMLDivElement | null>;
}>;

/** A panel that opens below what it belongs to. It stands in the address while it is open; one is open at a time. */
export const usePanel = (id: string): Panel => {
  const [open, setOpen] = useSearch('open');
  const isOpen = open === id;
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const wasOpen = useRef(isOpen);
  useLayoutEffect(() => {
    const isWithin = panel.current?.contains(document.activeElement) ?? false;
    if (isOpen && !wasOpen.current && !isWithin) firstOf(panel.current)?.focus();
    if (!isOpen && wasOpen.current) button.current?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);
  return {
    isOpen,
    button,
    panel,
    toggle: () => setOpen(isOpen ? undefined : id),
    close: () => setOpen(undefined),
  };
};

/** The first thing in it; of a choice what is chosen. */
const firstOf = (panel: HTMLElement | null): HTMLElement | null | undefined => {
  const first = panel?.querySelector<HTMLElement>('input, select, textarea, button');
  return first instanceof HTMLInputElement && first.type === 'radio'
    ? (panel?.querySelector<HTMLElement>('input:checked') ?? first)
    : first;
};
