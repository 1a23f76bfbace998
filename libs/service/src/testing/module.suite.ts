import { describe, expect, it } from '@jest/globals';
import { answeredBy } from '@lethe/bus';
import * as contracts from '@lethe/contracts';
import type { Type } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import type { EventDefinitions } from '@lethe/journal';
import type { TestingModule } from '@nestjs/testing';
import type * as z from 'zod';
import type { Kit, ServiceDefinition } from '../definition.ts';
import { CLOCK } from '../kit.module.ts';
import { kitInMemory } from './kit-in-memory.ts';
import { testingModule } from './testing-module.ts';

const at = '2026-11-24T08:00:00.000Z';

const clearingCalls = new Set<unknown>(Object.values(contracts.clearingCalls));

/** But for clearing, which is answered for all services alike. */
const subjectsOf = (service: string): readonly string[] =>
  Object.values<unknown>({ ...contracts }).flatMap((each) => {
    const isCall = typeof each === 'object' && each !== null && 'subject' in each && !clearingCalls.has(each);
    return isCall && String(each.subject).startsWith(`lethe.rpc.${service}.`) ? [String(each.subject)] : [];
  });

const controllersIn = (compiled: TestingModule): readonly object[] =>
  [...compiled.get(ModulesContainer).values()].flatMap(({ controllers }) =>
    [...controllers.values()].map(({ instance }) => instance as object),
  );

const answeredIn = (controller: object): readonly string[] => {
  const methods = Object.values(Object.getOwnPropertyDescriptors((controller.constructor as Type).prototype));
  return methods.flatMap(({ value }) => {
    const call = typeof value === 'function' ? answeredBy(value as object) : undefined;
    return call === undefined ? [] : [call.subject];
  });
};

/** What it reacts to, as the durables that stand for it. */
const subscribedBy = ({ name, work }: ServiceDefinition, kit: Kit): readonly contracts.Durable[] => {
  const { reactions = [], clearing = [] } = work?.(kit) ?? {};
  return [...reactions, ...clearing].map(({ purpose, from, filter }) => ({
    consumer: name,
    name: contracts.durableName(name, purpose),
    stream: contracts.streamOf(from),
    filter,
  }));
};
const byName = (one: contracts.Durable, other: contracts.Durable): number => one.name.localeCompare(other.name);

/** What holds of every service's module. */
export const moduleSuite = <Groups extends readonly EventDefinitions[], Settings extends z.ZodObject>(
  module: Type,
  definition: ServiceDefinition<Groups, Settings>,
): void =>
  describe(`The module of ${definition.name} (D4)`, () => {
    it('compiles over a kit alone, and answers every call to the service once', async () => {
      const compiled = await testingModule(module, await kitInMemory(definition, { at })).compile();
      const answered = controllersIn(compiled).flatMap(answeredIn);
      expect(answered.toSorted()).toEqual(subjectsOf(definition.name).toSorted());
    });

    it('reacts to what the contracts say that it subscribes to, and to nothing else (EVT-5)', async () => {
      const kit = await kitInMemory(definition, { at });
      const subscribed = subscribedBy(definition as unknown as ServiceDefinition, kit as unknown as Kit);
      const named = contracts.durables.filter(({ consumer }) => consumer === definition.name);
      expect(subscribed.toSorted(byName)).toEqual(named.toSorted(byName));
    });

    it('gives its handlers what a test puts in the place of a token', async () => {
      const standing = (): string => '2030-01-01T00:00:00.000Z';
      const builder = testingModule(module, await kitInMemory(definition, { at }));
      const compiled = await builder.overrideProvider(CLOCK).useValue(standing).compile();
      const clocks = controllersIn(compiled).flatMap((controller) => ('clock' in controller ? [controller.clock] : []));
      expect(new Set(clocks)).toEqual(new Set([standing]));
    });
  });
