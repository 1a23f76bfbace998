import type { Log } from '@lethe/running';
import { Module, type DynamicModule, type LoggerService, type Type } from '@nestjs/common';
import { ModulesContainer, NestFactory } from '@nestjs/core';
import type { Clock } from '../clock.ts';
import type { Keyring } from '../proof/keyring.ts';
import type { NatsServer } from '../streams/nats-server.ts';
import { AnswerInterceptor } from './answer.interceptor.ts';
import { CallServer } from './call-server.ts';
import { CallGuard } from './call.guard.ts';
import { assertDeclared } from './declared.ts';
import { FaultFilter } from './fault.filter.ts';
import { InputInterceptor } from './input.interceptor.ts';

@Module({})
class ServingModule {}

export type Serving = Readonly<{
  service: string;
  nats: NatsServer;
  /** The service's module and what it needs. */
  imports?: readonly (Type | DynamicModule)[];
  /** Beside those of the modules. */
  controllers?: readonly Type[];
  keyring: Keyring;
  clock: Clock;
  log: Log;
  nestLogger?: LoggerService | false;
}>;

/**
 * Answers calls until it is closed; closing waits for the handlers that run.
 * @throws Error when a handler, in whichever module, does not declare its call, or declares another service's.
 */
export const serveCalls = async (serving: Serving): Promise<Readonly<{ close: () => Promise<void> }>> => {
  const { service, nats, imports = [], controllers = [], nestLogger = false } = serving;
  const module: DynamicModule = {
    module: ServingModule,
    imports: [...imports],
    controllers: [...controllers],
  };
  const server = new CallServer({ ...nats, queue: service }, serving.log);
  const app = await NestFactory.createMicroservice(module, {
    strategy: server,
    logger: nestLogger,
    abortOnError: false,
  });
  assertDeclared(service, controllersIn(app.get(ModulesContainer)));
  app.useGlobalGuards(new CallGuard(serving));
  app.useGlobalInterceptors(new AnswerInterceptor(serving), new InputInterceptor());
  app.useGlobalFilters(new FaultFilter(serving.log));
  await app.listen();
  await server.known();
  return { close: () => app.close() };
};

const controllersIn = (modules: ModulesContainer): readonly Type[] =>
  [...modules.values()].flatMap(({ controllers }) => [...controllers.values()].map(({ metatype }) => metatype as Type));
