import type { Call, InputOf, OutputOf, RefusalOf } from '@lethe/contracts';
import type { ExecutionContext } from '@nestjs/common';
import { Ctx, MessagePattern, Payload } from '@nestjs/microservices';
import type { CallContext } from './caller.ts';

const declared = new WeakMap<object, Call>();

type Handler<C extends Call> = (input: InputOf<C>, context: CallContext) => Promise<OutputOf<C> | RefusalOf<C>>;

/** Marks the method that answers a call. Its input, answer and refusals are the contract's, or it does not compile. */
export const Answers =
  <C extends Call>(call: C) =>
  <H extends Handler<C>>(target: object, method: string, descriptor: TypedPropertyDescriptor<H>): void => {
    if (descriptor.value === undefined) throw new Error(`${method} is not a method.`);
    Payload()(target, method, 0);
    Ctx()(target, method, 1);
    MessagePattern(call.subject)(target, method, descriptor);
    declared.set(descriptor.value, call);
  };

/** The call a method answers; undefined where the method was not declared with `Answers`. */
export const answeredBy = (method: object): Call | undefined => declared.get(method);

/** The call that is about to be answered. @throws Error where its handler declares none. */
export const callOf = (execution: Pick<ExecutionContext, 'getHandler'>): Call => {
  const call = answeredBy(execution.getHandler());
  if (call === undefined) throw new Error('This handler declares no call.');
  return call;
};
