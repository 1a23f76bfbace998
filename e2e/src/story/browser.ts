import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

/** Tries, a tenth of a second apart. */
const patience = 150;

export type Answered<Body = Readonly<Record<string, unknown>>> = Readonly<{ status: number; body: Body }>;

export type Sent = Readonly<{ headers?: Readonly<Record<string, string>>; body?: string | Uint8Array<ArrayBuffer> }>;

/** One person's browser: keeps cookies, speaks JSON. */
export class Browser {
  readonly #cookies = new Map<string, string>();
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  get<Body>(path: string): Promise<Answered<Body>> {
    return this.send('GET', path);
  }

  /** Under a fresh idempotency key unless one is given. */
  post<Body>(path: string, body?: object, key?: string): Promise<Answered<Body>> {
    return this.send('POST', path, body, key);
  }

  /** A patient client: where nobody answers, it asks again under the same key. */
  async send<Body>(method: string, path: string, body?: object, key: string = randomUUID()): Promise<Answered<Body>> {
    for (let tries = 1; ; tries += 1) {
      const answer = await this.#try<Body>(method, path, body, key).catch((error: unknown) => {
        if (tries === patience) throw error;
        return undefined;
      });
      if (answer !== undefined && (answer.status !== 503 || tries === patience)) return answer;
      await pause(100);
    }
  }

  async #try<Body>(method: string, path: string, body: object | undefined, key: string): Promise<Answered<Body>> {
    const response = await this.request(method, path, {
      headers: {
        ...(method === 'GET' ? {} : { 'idempotency-key': key }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: (text === '' ? {} : JSON.parse(text)) as Body };
  }

  /** One request with our cookies, as it is, and the answer as it comes. */
  async request(method: string, path: string, { headers = {}, ...rest }: Sent = {}): Promise<Response> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(`${this.#url}${path}`, { ...rest, method, headers: { cookie, ...headers } });
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    return response;
  }

  cookie(name: string): string | undefined {
    return this.#cookies.get(name);
  }

  /** As somebody would who has another's cookie, or makes one up. */
  setCookie(name: string, value: string): void {
    this.#cookies.set(name, value);
  }

  /** A second browser window: the same cookies from now on, each its own way. */
  copy(): Browser {
    const other = new Browser(this.#url);
    for (const [name, value] of this.#cookies) other.#cookies.set(name, value);
    return other;
  }

  #keep(line: string): void {
    const [pair = '', ...attributes] = line.split('; ');
    const cut = pair.indexOf('=');
    const expires = attributes.find((attribute) => attribute.startsWith('Expires='))?.slice(8);
    const gone = expires !== undefined && Date.parse(expires) <= 0;
    if (gone) this.#cookies.delete(pair.slice(0, cut));
    else this.#cookies.set(pair.slice(0, cut), pair.slice(cut + 1));
  }
}

/** The answer's body where the status is as expected. @throws Error with status and problem code, without personal data. */
export const expectStatus = <Body>({ status, body }: Answered<Body>, ...expected: readonly number[]): Body => {
  if (expected.includes(status)) return body;
  const { code, errors } = body as Readonly<{ code?: string; errors?: unknown }>;
  throw new Error(`Expected ${expected.join(' or ')}, got ${status} ${code ?? ''} ${JSON.stringify(errors ?? '')}`);
};
