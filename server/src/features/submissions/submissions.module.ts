import { Global, Module } from '@nestjs/common';
import { EvaluationFacts } from '../challenges/index.ts';
import { AttemptsRepository } from './data/attempts.repository.ts';
import { EvaluationsRepository } from './data/evaluations.repository.ts';
import { PausesRepository } from './data/pauses.repository.ts';
import { QuotaLedger } from './data/quota.repository.ts';
import { SubmissionsRepository } from './data/submissions.repository.ts';
import { UploadsRepository } from './data/uploads.repository.ts';
import { Entrants } from './entrants.ts';
import { EvaluationSteps } from './evaluation-steps.ts';
import { EvaluationWorker } from './evaluation-worker.ts';
import { LogsController } from './http/logs.controller.ts';
import { OrganizeController } from './http/organize.controller.ts';
import { SubmissionsController } from './http/submissions.controller.ts';
import { UploadsController } from './http/uploads.controller.ts';
import { EvaluateNext, ValidateNext } from './jobs/evaluation.jobs.ts';
import { Reconciler } from './jobs/reconciler.ts';
import { UnsubmittedSweeper, UploadSweeper } from './jobs/sweeper.ts';
import { BuiltinScorer } from './builtin-scorer.ts';
import { EvaluationLogs } from './evaluation-logs.ts';
import { EvaluationRunner } from './evaluation-runner.ts';
import { ORGANIZING } from './organize/providers.ts';
import { ProgramHost } from './program-host.ts';
import { QueueQueries } from './queue.queries.ts';
import { RerunFaults } from './rerun.service.ts';
import { ScorerAbilities } from './scorer-abilities.ts';
import { ScorerRunner } from './scorer-runner.ts';
import { EvaluationNumbers, SubmissionsAdapter } from './submissions.adapter.ts';
import { SubmissionsApi } from './submissions.api.ts';
import { Receiving } from './receiving.ts';
import { SubmissionChanges } from './submission-changes.service.ts';
import { SubmissionQueries } from './submissions.queries.ts';
import { SubmissionsService } from './submissions.service.ts';
import { Uploads } from './uploads.ts';

/** Global, because it fills the EvaluationFacts port of the challenges slice below. */
@Global()
@Module({
  controllers: [LogsController, OrganizeController, SubmissionsController, UploadsController],
  providers: [
    SubmissionsRepository,
    EvaluationsRepository,
    AttemptsRepository,
    PausesRepository,
    QuotaLedger,
    UploadsRepository,
    EvaluationSteps,
    EvaluationWorker,
    QueueQueries,
    SubmissionQueries,
    Entrants,
    Receiving,
    SubmissionsService,
    SubmissionChanges,
    Uploads,
    ValidateNext,
    EvaluateNext,
    Reconciler,
    RerunFaults,
    UploadSweeper,
    UnsubmittedSweeper,
    ScorerAbilities,
    ...ORGANIZING,
    BuiltinScorer,
    EvaluationLogs,
    ProgramHost,
    { provide: ScorerRunner, useClass: EvaluationRunner },
    { provide: SubmissionsApi, useClass: SubmissionsAdapter },
    { provide: EvaluationFacts, useClass: EvaluationNumbers },
  ],
  exports: [ProgramHost, Uploads, SubmissionsApi, SubmissionsService, SubmissionChanges, RerunFaults, EvaluationFacts],
})
export class SubmissionsModule {}
