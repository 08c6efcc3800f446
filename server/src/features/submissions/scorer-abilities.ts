import { Injectable, type OnModuleInit } from '@nestjs/common';
import { WorkerRegistry } from '../../platform/workers/worker-registry.ts';
import { ProgramHost } from './program-host.ts';

/** Tells organizers what this worker runs programs with. One that is not meant to run any lacks nothing. */
@Injectable()
export class ScorerAbilities implements OnModuleInit {
  constructor(
    private readonly self: WorkerRegistry,
    private readonly host: ProgramHost,
  ) {}

  onModuleInit(): void {
    this.self.describe(() => {
      const state = { ...this.host.state(), can: this.host.can() };
      return state.driver === 'off' ? { ...state, ready: true, problems: [] } : state;
    });
  }
}
