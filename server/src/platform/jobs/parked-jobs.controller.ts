import { ParkedJobs as ParkedJobsView, RerunCount, RerunParkedJobs } from '@gac/shared/contract/operations';
import { Body, Controller, Get, Post } from '@nestjs/common';
import { Allows, Returns } from '../http/route.ts';
import { ParkedJobs } from './parked-jobs.ts';

@Controller('parked-jobs')
export class ParkedJobsController {
  constructor(private readonly parked: ParkedJobs) {}

  @Get()
  @Allows('jobs.manage')
  @Returns(200, ParkedJobsView)
  list(): Promise<ParkedJobsView> {
    return this.parked.list();
  }

  @Post('rerun')
  @Allows('jobs.manage')
  @Returns(200, RerunCount)
  async rerun(@Body({ schema: RerunParkedJobs }) { jobs }: RerunParkedJobs): Promise<RerunCount> {
    return { rerun: await this.parked.rerun(jobs) };
  }
}
