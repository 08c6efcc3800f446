import { Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import type { Subscription } from '../outbox/outbox.ts';
import { Job, Periodic } from './job.ts';

/** Every job and every periodic work of the process, found among the providers. */
@Injectable()
export class JobRegistry {
  private found: { jobs: readonly Job[]; periodics: readonly Periodic[] } | null = null;
  constructor(private readonly discovery: DiscoveryService) {}

  private all(): { jobs: readonly Job[]; periodics: readonly Periodic[] } {
    if (this.found) return this.found;
    const instances = new Set(this.discovery.getProviders().map((wrapper): unknown => wrapper.instance));
    const jobs = [...instances].filter((instance): instance is Job => instance instanceof Job);
    const periodics = [...instances].filter((instance): instance is Periodic => instance instanceof Periodic);
    const names = [...jobs.map((job) => job.definition.name), ...periodics.map((periodic) => periodic.name)];
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    if (twice !== undefined) throw new Error(`Two handlers are named ${twice}: a handler's name is its identity in handled_event.`);
    this.found = { jobs, periodics };
    return this.found;
  }
  get jobs(): readonly Job[] {
    return this.all().jobs;
  }
  get periodics(): readonly Periodic[] {
    return this.all().periodics;
  }
  /** Who waits for which event. */
  get subscriptions(): readonly Subscription[] {
    return this.jobs.map(({ definition }) => ({ event: definition.on.name, handler: definition.name }));
  }
  /** Jobs that wait for an event of this name. */
  on(event: string): readonly Job[] {
    return this.jobs.filter((job) => job.definition.on.name === event);
  }
}
