import { describe, expect, it } from '@jest/globals';
import type { Answer, Route } from './route.ts';
import { signInRoutes } from './sign-in.routes.ts';

const expiresAt = '2027-01-01T00:00:00.000Z';

/** What a route makes of its call's answer; the body must be as the document of the API says. */
const answered = (id: string, output: object): Answer => {
  const route = signInRoutes.find((each) => each.id === id) as unknown as Route;
  const answer = (route.answer as (given: object) => Answer)(output);
  return { ...answer, body: (route.body ?? route.call.output).parse(answer.body) as Record<string, unknown> };
};

describe('The answer to a sign-in (A4)', () => {
  it.each(['signIn', 'completeSignIn'])('says when the session ends, once there is one: %s', (id) => {
    expect(answered(id, { token: 'secret', expiresAt })).toEqual({
      status: 201,
      body: { state: 'signed-in', sessionExpiresAt: expiresAt },
      cookies: { session: { value: 'secret', expiresAt }, pending: null },
    });
  });

  it('says until when the second factor can be given, where that is next', () => {
    expect(answered('signIn', { pending: 'half', expiresAt })).toEqual({
      status: 202,
      body: { state: 'second-factor-required', answerBy: expiresAt },
      cookies: { pending: { value: 'half', expiresAt } },
    });
  });
});

describe('The answer to a registration (ID-1, I8)', () => {
  it('has its id in a cookie alone, which lives as long as the registration, not its code', () => {
    const body = {
      reference: 'K7F-2QX',
      codeExpiresAt: '2026-12-31T00:10:00.000Z',
      resendAt: '2026-12-31T00:01:00.000Z',
    };
    expect(answered('register', { ...body, registrationId: 'an id', expiresAt })).toEqual({
      status: 202,
      body,
      cookies: { registration: { value: 'an id', expiresAt } },
    });
  });

  it('is looked up by the cookie alone, never by an id that somebody sends', () => {
    const ofOne = signInRoutes.filter(({ call }) => 'registrationId' in call.input.shape);
    expect(ofOne.map(({ id }) => id)).toEqual([
      'readRegistration',
      'resendRegistrationCode',
      'correctRegistrationEmail',
      'confirmRegistration',
    ]);
    for (const { supplied } of ofOne as readonly unknown[] as readonly Route[])
      expect(supplied?.['registrationId']).toEqual({ cookie: 'registration', otherwise: 'registration-unknown' });
  });
});
