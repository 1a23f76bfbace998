/** As much of a JSON Schema as the API's own document uses. */
export type Schema = Readonly<{
  type?: string;
  enum?: readonly string[];
  format?: string;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  properties?: Readonly<Record<string, Schema>>;
  required?: readonly string[];
  items?: Schema;
}>;

export type Operation = Readonly<{
  /** `GET /v1/tickets/{ticketId}` */
  name: string;
  method: string;
  path: string;
  body: Schema | undefined;
  statuses: readonly number[];
}>;

type Described = Readonly<{
  requestBody?: Readonly<{ content: Readonly<{ 'application/json': Readonly<{ schema: Schema }> }> }>;
  responses: Readonly<Record<string, unknown>>;
}>;
type Document = Readonly<{ paths: Readonly<Record<string, Readonly<Record<string, Described>>>> }>;

/** Every operation of the running API, as its own document tells. */
export const operationsOf = async (url: string): Promise<readonly Operation[]> => {
  const { paths } = (await (await fetch(`${url}/openapi.json`)).json()) as Document;
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { requestBody, responses }]) => ({
      name: `${method.toUpperCase()} ${path}`,
      method: method.toUpperCase(),
      path,
      body: requestBody?.content['application/json'].schema,
      statuses: Object.keys(responses).map(Number),
    })),
  );
};
