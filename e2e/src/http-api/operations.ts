import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

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
  anyOf?: readonly Schema[];
}>;

type Parameter = Readonly<{ name: string; in: string; schema: Schema }>;

/** What an answer with a status holds. `check` is absent where there is no body. */
export type Promised = Readonly<{ type?: string; check?: ValidateFunction; headers: readonly string[] }>;

export type Operation = Readonly<{
  /** `GET /v1/tickets/{ticketId}` */
  name: string;
  method: string;
  path: string;
  body: Schema | undefined;
  query: readonly Parameter[];
  answers: ReadonlyMap<number, Promised>;
}>;

type Content = Readonly<Record<string, Readonly<{ schema: Schema }>>>;
type Described = Readonly<{
  parameters: readonly Parameter[];
  requestBody?: Readonly<{ content: Content }>;
  responses: Readonly<Record<string, Readonly<{ content?: Content; headers?: Readonly<Record<string, unknown>> }>>>;
}>;
type Paths = Readonly<Record<string, Readonly<Record<string, Described>>>>;

/** Every operation of the running API, as its own document tells. */
export const operationsOf = async (url: string): Promise<readonly Operation[]> => {
  const document: unknown = await (await fetch(`${url}/openapi.json`)).json();
  const { paths } = inlined(document, document) as Readonly<{ paths: Paths }>;
  const ajv = new Ajv2020({ strict: false, formats: { 'idn-email': true } });
  addFormats.default(ajv);
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => operationOf(path, method.toUpperCase(), described, ajv)),
  );
};

const operationOf = (path: string, method: string, described: Described, ajv: Ajv2020): Operation => ({
  name: `${method} ${path}`,
  method,
  path,
  body: described.requestBody?.content['application/json']?.schema,
  query: described.parameters.filter((parameter) => parameter.in === 'query'),
  answers: new Map(
    Object.entries(described.responses).map(([status, { content = {}, headers = {} }]) => {
      const [type, media] = Object.entries(content)[0] ?? [];
      const body = type === undefined || media === undefined ? {} : { type, check: ajv.compile(media.schema) };
      return [Number(status), { ...body, headers: Object.keys(headers) }];
    }),
  ),
});

/** With what every `$ref` stands for in its place. The document has no circles. */
const inlined = (part: unknown, document: unknown): unknown => {
  if (Array.isArray(part)) return part.map((item) => inlined(item, document));
  if (typeof part !== 'object' || part === null) return part;
  if ('$ref' in part) return inlined(at(String(part.$ref), document), document);
  return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, inlined(value, document)]));
};

const at = (reference: string, document: unknown): unknown =>
  reference
    .split('/')
    .slice(1)
    .reduce<unknown>((part, name) => (part as Readonly<Record<string, unknown>>)[name], document);
