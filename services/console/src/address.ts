import { useNavigate, useParams, useRouter, useSearch as useRouterSearch } from '@tanstack/react-router';
import { useCallback, useEffect, useState } from 'react';

type Search = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Filters and open panels stand in the address as plain text, repeated where there are several: `?state=open&state=new`. */
export const parseSearch = (text: string): Search => {
  const given = new URLSearchParams(text);
  const names = [...new Set(given.keys())];
  return Object.fromEntries(names.map((name) => [name, given.getAll(name)]).map(([name, all]) => [name, one(all)]));
};

const one = (all: string | string[] | undefined): string | string[] | undefined =>
  Array.isArray(all) && all.length === 1 ? all[0] : all;

export const stringifySearch = (search: Readonly<Record<string, unknown>>): string => {
  const written = new URLSearchParams();
  for (const [name, value] of Object.entries(search))
    for (const text of Array.isArray(value) ? value : [value])
      if (text !== undefined && text !== null && text !== '') written.append(name, String(text));
  const text = written.toString();
  return text === '' ? '' : `?${text}`;
};

const valuesOf = (search: Search, name: string): readonly string[] => {
  const value = search[name];
  return value === undefined ? [] : typeof value === 'string' ? [value] : value;
};

type Set<Value> = (next: Value) => void;

/** One value of the address, `undefined` where it is absent, and how to change it. Back undoes it. */
export const useSearch = (name: string): readonly [string | undefined, Set<string | undefined>] => {
  const [values, set] = useSearches(name);
  return [values[0], useCallback((next) => set(next === undefined ? [] : [next]), [set])];
};

/** Several values of one name. */
export const useSearches = (name: string): readonly [readonly string[], Set<readonly string[]>] => {
  const search: Search = useRouterSearch({ strict: false });
  const navigate = useNavigate();
  const set = useCallback(
    (next: readonly string[]) =>
      void navigate({
        to: '.',
        search: (before: Search) => ({ ...before, [name]: next }),
        resetScroll: false,
      } as never),
    [navigate, name],
  );
  return [valuesOf(search, name), set];
};

/** A part of the path, such as `ticketId`. */
export const usePathParameter = (name: string): string => {
  const parameters: Readonly<Record<string, string | undefined>> = useParams({ strict: false });
  return parameters[name] ?? '';
};

/**
 * Goes elsewhere in the place of this page: Back does not come here again. Once: while the next page is loaded this one
 * is still shown, and the address is the next one's already.
 */
export const Redirect = ({ to }: Readonly<{ to: string }>): null => {
  const { history } = useRouter();
  const [first] = useState(to);
  useEffect(() => history.replace(first), [history, first]);
  return null;
};
