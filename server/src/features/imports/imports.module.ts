import { Module } from '@nestjs/common';
import { ImportLeases } from './data/import-leases.repository.ts';
import { ImportsRepository } from './data/imports.repository.ts';
import { DraftsService } from './drafts.service.ts';
import { ExportsService } from './exports.service.ts';
import { DraftsController } from './http/drafts.controller.ts';
import { ImportsController } from './http/imports.controller.ts';
import { ImportNews } from './import-news.ts';
import { ImportWorker } from './import-worker.ts';
import { ImportsQueries } from './imports.queries.ts';
import { ImportsService } from './imports.service.ts';
import { ImportKeeper } from './jobs/import-keeper.ts';
import { DryRunNext, ReadNextImport } from './jobs/import.jobs.ts';
import { SubmitBaselines } from './jobs/submit-baselines.job.ts';

/** Above submissions, whose uploads and sandbox it uses; nobody asks it for anything. */
@Module({
  controllers: [ImportsController, DraftsController],
  providers: [
    ImportsRepository,
    ImportLeases,
    ImportNews,
    ImportsService,
    ImportsQueries,
    ImportWorker,
    ReadNextImport,
    DryRunNext,
    SubmitBaselines,
    ImportKeeper,
    DraftsService,
    ExportsService,
  ],
})
export class ImportsModule {}
