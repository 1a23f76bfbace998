import { answerOf } from './client.ts';

/** What is at most given at once: fewer questions. */
const limit = 200;

type Paged = Readonly<{ nextCursor: string | null }>;
type Asked = Readonly<{ limit: number; cursor?: string }>;
type Operation<Page> = (query: Asked) => Promise<Readonly<{ data?: Page; error?: unknown; response?: Response }>>;

/** A list to the end, page by page: for what one chooses from by name, and names are in no order. */
export const everyPage = async <Page extends Paged>(
  operation: Operation<Page>,
): Promise<readonly NonNullable<Page>[]> => {
  const pages: NonNullable<Page>[] = [];
  for (let cursor: string | null | undefined; cursor !== null; cursor = pages.at(-1)?.nextCursor ?? null)
    pages.push(await answerOf(operation({ limit, ...(cursor === undefined ? {} : { cursor }) })));
  return pages;
};
