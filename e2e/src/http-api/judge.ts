import type { Operation } from './operations.ts';
import type { Asked } from './requests.ts';

const problemType = 'application/problem+json';

/** What is wrong with an answer, in plain words; nothing where it is as the API's document promises. */
export const faultsOf = async (operation: Operation, asked: Asked, response: Response): Promise<readonly string[]> => {
  const { status, headers } = response;
  const text = await response.text();
  const found: string[] = [];
  if (status >= 500) found.push(`answers ${status}`);
  if (!operation.statuses.includes(status)) found.push(`answers ${status}, which it does not document`);
  if (status < 400) return found;
  if (headers.get('content-type')?.startsWith(problemType) !== true) found.push('answers no problem document');
  else if (!isProblem(JSON.parse(text), status)) found.push(`answers a problem document that lacks something`);
  found.push(
    ...textsOf(asked)
      .filter((sent) => text.includes(sent) || text.includes(JSON.stringify(sent).slice(1, -1)))
      .map(() => 'repeats what was sent'),
  );
  if (headers.has('crlf-injected') || headers.has('x-injected')) found.push('lets a header be injected');
  return found.map((fault) => `${operation.name} ${fault}: ${shown(asked)} -> ${status} ${text.slice(0, 200)}`);
};

const isProblem = (problem: Readonly<Record<string, unknown>>, status: number): boolean =>
  typeof problem['title'] === 'string' &&
  problem['status'] === status &&
  typeof problem['code'] === 'string' &&
  problem['type'] === `/problems/${problem['code']}` &&
  typeof problem['instance'] === 'string' &&
  /^\/requests\/[0-9a-f-]{36}$/.test(problem['instance']);

const shown = ({ path, body = '' }: Asked): string => `${path.slice(0, 80)} ${String(body).slice(0, 120)}`;

/** Long enough not to stand in an answer by chance, and none of the words that the API itself uses. */
const isTelling = (text: string): boolean => text.length >= 8 && !/^[a-zA-Z-]+$/.test(text);

/** Every text and key that was sent, in body and path. */
const textsOf = ({ path, body }: Asked): readonly string[] => {
  const places = path.split('/').slice(2);
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
