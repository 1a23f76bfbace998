import { Answers } from '@lethe/bus';
import {
  AcceptClearing,
  AcknowledgeClearing,
  ReadClearing,
  IsMember,
  type InputOf,
  type OutputOf,
} from '@lethe/contracts';
import { Controller } from '@nestjs/common';
import { workspaceId as adasWorkspace } from './story.ts';

export const accepted: InputOf<typeof AcceptClearing>[] = [];
export const acknowledged: InputOf<typeof AcknowledgeClearing>[] = [];

@Controller()
export class MemberController {
  @Answers(IsMember)
  async role({ workspaceId }: InputOf<typeof IsMember>) {
    return { role: workspaceId === adasWorkspace ? ('member' as const) : null };
  }
}

@Controller()
export class ParticipantController {
  @Answers(AcceptClearing)
  async accept(input: InputOf<typeof AcceptClearing>) {
    accepted.push(input);
    return {};
  }

  @Answers(ReadClearing)
  async read(): Promise<OutputOf<typeof ReadClearing>> {
    return { asked: true };
  }

  /** Like cancellation: at least once is once. */
  @Answers(AcknowledgeClearing)
  async acknowledge(input: InputOf<typeof AcknowledgeClearing>) {
    if (!acknowledged.some(({ cancellationId }) => cancellationId === input.cancellationId)) acknowledged.push(input);
    return {};
  }
}
