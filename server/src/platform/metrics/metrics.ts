import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** Prometheus metrics of the process, in a registry of its own so that tests may make many. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();
  private readonly requests = new Histogram({ name: 'gac_http_request_seconds', help: 'Time to answer a request', labelNames: ['method', 'route', 'status'], buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5], registers: [this.registry] });
  private readonly jobs = new Histogram({ name: 'gac_job_seconds', help: 'Time a job ran', labelNames: ['job', 'outcome'], buckets: [0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 30, 120, 600], registers: [this.registry] });
  readonly liveStreams = new Gauge({ name: 'gac_live_streams', help: 'Open server-sent event streams', registers: [this.registry] });
  readonly reconciled = new Counter({ name: 'gac_reconciled_total', help: 'What the reconciler mended', labelNames: ['what'], registers: [this.registry] });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }
  request(method: string, route: string, status: number, seconds: number): void {
    this.requests.observe({ method, route, status: String(status) }, seconds);
  }
  jobTimer(job: string): (outcome: 'done' | 'retried' | 'parked' | 'stopped') => void {
    const stop = this.jobs.startTimer({ job });
    return (outcome) => stop({ outcome });
  }
}
