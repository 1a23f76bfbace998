import { useForm, type UseFormReturnType } from '@mantine/form';
import { useEffect, useRef, useState } from 'react';
import { keptInTab } from '../kept.ts';

export type Values = Readonly<Record<string, string | boolean>>;
type Errors<V> = { readonly [Field in keyof V]?: string | undefined };

type Given<V> = Readonly<{
  /** One name a form; what is typed is kept under it until it was sent. */
  name: string;
  initial: V;
  /** Passwords, codes: never written anywhere. */
  secrets?: readonly (keyof V & string)[];
  /** What can be said before anything is sent, by field. */
  check?: (values: V) => Errors<V>;
}>;

export type KeptForm<V> = UseFormReturnType<V & Record<string, unknown>> &
  Readonly<{
    name: string;
    /** Forgets what is kept: call it when the form was sent. */
    sent: () => void;
    /** Counts attempts that had errors: the summary takes the focus at each. */
    refusals: number;
    refuse: () => void;
  }>;

const readKept = <V extends Values>(name: string, initial: V): V => {
  try {
    const kept = JSON.parse(keptInTab.read(`form.${name}`) ?? '{}') as Readonly<Record<string, unknown>>;
    const known = Object.entries(kept).filter(([field, value]) => typeof value === typeof initial[field]);
    return { ...initial, ...Object.fromEntries(known) };
  } catch {
    return initial;
  }
};

/** A form whose input survives a reload, a failed request, Back and the end of the session; secrets are left out. */
export const useKeptForm = <V extends Values>({ name, initial, secrets = [], check }: Given<V>): KeptForm<V> => {
  const isSent = useRef(false);
  const [refusals, setRefusals] = useState(0);
  const form = useForm<V & Record<string, unknown>>({
    initialValues: readKept(name, initial) as V & Record<string, unknown>,
    validate: (values) => (check?.(values) ?? {}) as Record<string, string>,
    validateInputOnBlur: false,
    clearInputErrorOnChange: true,
  });
  const { values } = form;
  useEffect(() => {
    if (isSent.current) return;
    const open = Object.entries(values).filter(
      ([field, value]) => !secrets.includes(field) && value !== (initial as Values)[field],
    );
    keptInTab.write(`form.${name}`, open.length === 0 ? undefined : JSON.stringify(Object.fromEntries(open)));
    // What is kept follows what is typed; the rest is the same for the life of the form.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [values]);
  const sent = (): void => {
    isSent.current = true;
    keptInTab.write(`form.${name}`, undefined);
  };
  return { ...form, name, sent, refusals, refuse: () => setRefusals((count) => count + 1) };
};
