import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import { languages } from '@lethe/contracts';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { problemDocument, type ProblemDocument } from './problem.ts';
import { sendProblem } from './send-problem.ts';

/** A path no route can be looked for: bytes that are no UTF-8, or an endless parameter. It is not repeated in the answer. */
export const answerBadPath = (_error: FastifyError, _request: FastifyRequest, reply: FastifyReply): void => {
  void sendProblem(reply, 'invalid-input', { errors: [{ pointer: '', code: 'malformed', params: {} }] });
};

const codes: Readonly<Record<string, 'headers-too-large' | 'request-too-slow'>> = {
  HPE_HEADER_OVERFLOW: 'headers-too-large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request-too-slow',
};

/** What is no HTTP, or takes too long to become a request, never meets Fastify: the answer is written by hand. */
export const answerBrokenRequest = (error: Error & Readonly<{ code?: string }>, socket: Socket): void => {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const id = randomUUID();
  socket.end(writtenOut(problemDocument(codes[error.code ?? ''] ?? 'malformed-request', id, languages[0]), id));
};

const writtenOut = (problem: ProblemDocument, id: string): string => {
  const body = JSON.stringify(problem);
  const head = [
    `HTTP/1.1 ${String(problem.status)} ${problem.code}`,
    'Content-Type: application/problem+json; charset=utf-8',
    `Content-Length: ${String(Buffer.byteLength(body))}`,
    `Content-Language: ${languages[0]}`,
    `X-Request-Id: ${id}`,
    'Cache-Control: no-store',
    'Connection: close',
  ];
  return `${head.join('\r\n')}\r\n\r\n${body}`;
};
