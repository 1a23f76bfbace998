import type { Message } from '@lethe/deciding';
import { Test, type TestingModuleBuilder } from '@nestjs/testing';
import type { Type } from '@nestjs/common';
import type { Kit } from '../definition.ts';
import { KitModule } from '../kit.module.ts';

/** A service's module as it runs, over a test's kit; `overrideProvider(CLOCK)` and so on before `compile()`. */
export const testingModule = <Event extends Message>(module: Type, kit: Kit<Event>): TestingModuleBuilder =>
  Test.createTestingModule({ imports: [KitModule.of(kit), module] });
