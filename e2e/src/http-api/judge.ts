import type { Operation, Promised } from './operations.ts';
import type { Asked } from './requests.ts';

const problemType = 'application/problem+json';

/** Given with every answer of its status; the others only where there is something to say. */
const always = new Set(['X-Request-Id', 'WWW-Authenticate', 'Retry-After', 'Content-Language', 'Location']);

/** What is wrong with an answer, in plain words; nothing where it is as the API's document promises. */
export const faultsOf = async (operation: Operation, asked: Asked, response: Response): Promise<readonly string[]> => {
  const { status, headers } = response;
  const text = await response.text();
  const promised = operation.answers.get(status);
  const found: string[] = [];
  if (status >= 500) found.push(`answers ${status}`);
  if (promised === undefined) found.push(`answers ${status}, which it does not document`);
  else found.push(...brokenPromises(promised, headers, text));
  if (headers.has('crlf-injected') || headers.has('x-injected')) found.push('lets a header be injected');
  if (status >= 400) {
    if (headers.get('content-type')?.startsWith(problemType) !== true) found.push('answers no problem document');
    else if (!isProblem(JSON.parse(text), status, headers))
      found.push('answers a problem document that lacks something');
    found.push(
      ...textsOf(asked)
        .filter((sent) => text.includes(sent) || text.includes(JSON.stringify(sent).slice(1, -1)))
        .map(() => 'repeats what was sent'),
    );
  }
  return found.map((fault) => `${operation.name} ${fault}: ${shown(asked)} -> ${status} ${text.slice(0, 200)}`);
};

const brokenPromises = ({ type, check, headers }: Promised, given: Headers, text: string): readonly string[] => [
  ...headers.filter((name) => always.has(name) && !given.has(name)).map((name) => `answers without ${name}`),
  ...(type === undefined && text !== '' ? ['answers a body where there should be none'] : []),
  ...(type !== undefined && given.get('content-type')?.startsWith(type) !== true ? ['answers another type'] : []),
  ...(check === undefined || check(JSON.parse(text))
    ? []
    : [`breaks its schema (${JSON.stringify(check.errors?.[0])})`]),
];

const isProblem = (problem: Readonly<Record<string, unknown>>, status: number, headers: Headers): boolean =>
  problem['status'] === status &&
  problem['type'] === `/problems/${String(problem['code'])}` &&
  problem['instance'] === `/requests/${headers.get('x-request-id') ?? ''}`;

const shown = ({ path, body = '' }: Asked): string => `${path.slice(0, 80)} ${String(body).slice(0, 120)}`;

/** Long enough not to stand in an answer by chance, and none of the words that the API itself uses. */
const isTelling = (text: string): boolean => text.length >= 8 && !/^[a-zA-Z-]+$/.test(text);

/** Every text and key that was sent, in body and path. */
const textsOf = ({ path, body }: Asked): readonly string[] => {
  const places = path.split(/[/?&=]/).slice(2);
  try {
    return [...places, ...leavesOf(JSON.parse(String(body)))].filter(isTelling);
  } catch {
    return places.filter(isTelling);
  }
};

const leavesOf = (whole: unknown): readonly string[] => {
  const leaves: string[] = [];
  const open: unknown[] = [whole];
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    if (typeof part === 'string') leaves.push(part);
    else if (typeof part === 'object' && part !== null)
      for (const [key, value] of Object.entries(part)) {
        open.push(value ?? null);
        if (!Array.isArray(part)) leaves.push(key);
      }
  }
  return leaves;
};
