import { Answers } from '@lethe/bus';
import type { Clearing } from '@lethe/clearing';
import { clearingCalls, participant, type ClearingRequest, type ServiceName } from '@lethe/contracts';
import { Controller, type Type } from '@nestjs/common';

/** Answers cancellation, which asks until it is acknowledged (CAN-9). One class for each service, since its call is its own. */
export const clearingController = (service: ServiceName, { clear }: Clearing): Type => {
  const call = clearingCalls[participant.parse(service)];

  @Controller()
  class ClearingController {
    @Answers(call)
    async clear(request: ClearingRequest) {
      await clear(request);
      return {};
    }
  }
  return ClearingController;
};
