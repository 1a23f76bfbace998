import { expect } from '@jest/globals';

/** What differs between any two answers, whoever asks: when, which request, which browser, which moment of expiry. */
const always = new Set(['date', 'x-request-id', 'set-cookie', 'connection', 'keep-alive']);

const seen = async (response: Response) => ({
  status: response.status,
  headers: [...response.headers].filter(([name]) => !always.has(name)),
  cookies: response.headers
    .getSetCookie()
    .map((cookie) => cookie.replace(/=[0-9a-f-]{36};/, '=<id>;').replace(/Expires=[^;]+/, 'Expires=<then>')),
  body: (await response.text())
    .replace(/"instance":"[^"]+"/, '"instance":"<this>"')
    .replaceAll(/"(expiresAt|codeExpiresAt|resendAt)":"[^"]+"/g, '"$1":"<then>"')
    .replace(/"reference":"[^"]+"/, '"reference":"<short>"'),
});

/** Two answers that tell nothing apart: status, headers, cookies and body. */
export const expectAlike = async (one: Response, other: Response): Promise<void> => {
  expect(await seen(one)).toEqual(await seen(other));
};
