import { useEffect, useRef, useState } from 'react';
import { keptInTab } from '../kept.ts';

export type Values = Readonly<Record<string, string | boolean>>;
export type Errors<V> = { readonly [Field in keyof V]?: string | undefined };

type Given<V> = Readonly<{
  /** One name a form; what is typed is kept under it until it was sent. */
  name: string;
  initial: V;
  /** Passwords, codes: never written anywhere. */
  secrets?: readonly (keyof V & string)[];
  /** What can be said before anything is sent, by field. */
  check?: (values: V) => Errors<V>;
}>;

export type KeptForm<V> = Readonly<{
  name: string;
  values: V;
  errors: Errors<V>;
  /** Changes one field; its error goes. */
  set: (field: keyof V & string, value: string | boolean) => void;
  /** Shows what is wrong, and sends the focus to the summary. */
  refuse: (errors: Errors<V>) => void;
  /** Checks what was typed. True: it may be sent. */
  isRight: () => boolean;
  /** Forgets what is kept: call it when the form was sent. */
  sent: () => void;
  /** Counts refusals: the summary takes the focus at each. */
  refusals: number;
}>;

/** Literals of the initial values stand for their types: `''` is any text. */
type Widened<V> = { readonly [Field in keyof V]: V[Field] extends string ? string : boolean };

const readKept = <V extends Values>(name: string, initial: V): V => {
  try {
    const kept = JSON.parse(keptInTab.read(`form.${name}`) ?? '{}') as Readonly<Record<string, unknown>>;
    const known = Object.entries(kept).filter(([field, value]) => typeof value === typeof initial[field]);
    return { ...initial, ...Object.fromEntries(known) };
  } catch {
    return initial;
  }
};

/** What a form shows when it is next opened. */
export const keepInForm = (name: string, values: Values): void =>
  keptInTab.write(`form.${name}`, JSON.stringify(values));

const someError = (errors: object): boolean => Object.values(errors).some((error) => error !== undefined);

/** A form whose input survives a reload, a failed request, Back and the end of the session; secrets are left out. */
export const useKeptForm = <const V extends Values>(given: Given<V>): KeptForm<Widened<V>> => {
  const { name, initial, secrets = [], check } = given as unknown as Given<Widened<V>>;
  const isSent = useRef(false);
  const [values, setValues] = useState(() => readKept(name, initial));
  const [{ errors, refusals }, setErrors] = useState<Readonly<{ errors: Errors<Widened<V>>; refusals: number }>>({
    errors: {},
    refusals: 0,
  });
  useEffect(() => {
    if (isSent.current) return;
    const open = Object.entries(values).filter(
      ([field, value]) => !secrets.includes(field) && value !== initial[field as keyof V],
    );
    keptInTab.write(`form.${name}`, open.length === 0 ? undefined : JSON.stringify(Object.fromEntries(open)));
    // What is kept follows what is typed; the rest is the same for the life of the form.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [values]);
  const refuse = (next: Errors<Widened<V>>): void =>
    setErrors((before) => ({ errors: next, refusals: before.refusals + 1 }));
  return {
    name,
    values,
    errors,
    refusals,
    refuse,
    set: (field, value) => {
      setValues((before) => ({ ...before, [field]: value }));
      setErrors((before) => ({ ...before, errors: { ...before.errors, [field]: undefined } }));
    },
    isRight: () => {
      const found = check?.(values) ?? {};
      if (!someError(found)) return true;
      refuse(found);
      return false;
    },
    sent: () => {
      isSent.current = true;
      keptInTab.write(`form.${name}`, undefined);
    },
  };
};
