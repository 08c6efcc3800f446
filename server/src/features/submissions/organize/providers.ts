import { EvaluationActions } from './evaluation-actions.service.ts';
import { EvaluationDetailQueries } from './evaluation-detail.queries.ts';
import { OrganizedSubmissionsQueries } from './organized-submissions.queries.ts';
import { Organizers } from './organizers.ts';
import { QueueControl } from './queue-control.service.ts';
import { QueueNews } from './queue-news.ts';
import { QueuePanelQueries } from './queue-panel.queries.ts';
import { QueueSampler } from './queue-sampler.ts';
import { WorkersPanelQueries } from './workers-panel.queries.ts';

/** The organizers' side of evaluation, within the slice because it changes the slice's tables. */
export const ORGANIZING = [Organizers, QueueNews, QueueControl, EvaluationActions, QueueSampler, QueuePanelQueries, WorkersPanelQueries, OrganizedSubmissionsQueries, EvaluationDetailQueries];
