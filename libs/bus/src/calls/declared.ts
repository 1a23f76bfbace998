import type { Call } from '@lethe/contracts';
import type { Type } from '@nestjs/common';
import * as z from 'zod';
import { answeredBy } from './answers.ts';

/** Where NestJS keeps the pattern of a handler. */
const patternMetadata = 'microservices:pattern';

const methodsOf = (controller: Type): readonly (readonly [string, object])[] =>
  Object.entries(Object.getOwnPropertyDescriptors(controller.prototype)).flatMap(([name, { value }]) =>
    typeof value === 'function' ? [[name, value as object] as const] : [],
  );

const isStrict = ({ input }: Call): boolean => input.def.catchall instanceof z.ZodNever;

const isPerson = (caller: Call['callers'][number]): boolean => caller === 'person' || caller.startsWith('staff:');

/**
 * Every handler of the controllers declares the call it answers, one of this service, with its callers and a strict input.
 * @throws Error that names the first handler that does not.
 */
export const assertDeclared = (service: string, controllers: readonly Type[]): void => {
  for (const controller of controllers)
    for (const [name, method] of methodsOf(controller)) {
      const handler = `${controller.name}.${name}`;
      const call = answeredBy(method);
      if (call === undefined) {
        if (Reflect.hasMetadata(patternMetadata, method))
          throw new Error(`${handler} declares no permission. Declare its call with @Answers.`);
        continue;
      }
      if (!call.subject.startsWith(`lethe.rpc.${service}.`))
        throw new Error(`${handler} answers ${call.subject}, which is not a call of ${service}.`);
      if (call.callers.length === 0) throw new Error(`${handler}: nobody may call ${call.subject}.`);
      if (call.needs !== undefined && !call.callers.some(isPerson))
        throw new Error(`${handler}: ${call.subject} needs what only a person proves, and no person may call it.`);
      if (!isStrict(call)) throw new Error(`${handler}: the input of ${call.subject} lets unknown fields pass.`);
    }
};
