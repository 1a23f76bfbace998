import { languages, type Language } from '@lethe/contracts';
import type { FastifyRequest } from 'fastify';
import Negotiator from 'negotiator';

/** API-4: the language a browser asks for, among ours; the first of ours where it wants none of them. */
export const acceptedLanguage = ({ headers }: Pick<FastifyRequest, 'headers'>): Language =>
  (new Negotiator({ headers }).language([...languages]) as Language | undefined) ?? languages[0];
