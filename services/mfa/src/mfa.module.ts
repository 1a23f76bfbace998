import { Module } from '@nestjs/common';
import { BindingController } from './binding/binding.controller.ts';
import { UnbindingController } from './binding/unbinding.controller.ts';
import { FactorController } from './checking/factor.controller.ts';

/** Every handler of a call to the service. It stands beside a `KitModule`, which gives them what they inject. */
@Module({ controllers: [BindingController, UnbindingController, FactorController] })
export class MfaModule {}
