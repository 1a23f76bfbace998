import { pathFields, type Route } from './route.ts';

/** The route that reads what this one makes: the path below it, by a field of its answer. */
export const readerOf = ({ path, method, call }: Route, routes: readonly Route[]): Route | undefined =>
  method === 'POST'
    ? routes.find((other) => {
        const field = pathFields(other.path).at(-1) ?? '';
        return other.method === 'GET' && other.path === `${path}/{${field}}` && field in call.output.shape;
      })
    : undefined;

/** RFC 9110, 10.2.2: where what was made can be read. Undefined where there is nothing to read. */
export const locationOf = (route: Route, routes: readonly Route[], fields: object): string | undefined => {
  const reader = readerOf(route, routes);
  if (reader === undefined) return undefined;
  const values = fields as Readonly<Record<string, unknown>>;
  return pathFields(reader.path).reduce((path, name) => path.replace(`{${name}}`, String(values[name])), reader.path);
};
