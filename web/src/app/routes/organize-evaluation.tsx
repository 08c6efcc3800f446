import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import {
  Attempts,
  EvaluationActions,
  EvaluationFacts,
  FailureDetail,
  Logs,
  OtherEvaluations,
} from '../../features/organize/components/EvaluationParts.tsx';
import { AuditRows } from '../../features/organize/components/SmallPanels.tsx';
import { detailMessages } from '../../features/organize/detail-messages.ts';
import { organizeMessages } from '../../features/organize/messages.ts';
import { evaluationQuery, LOOK_MS } from '../../features/organize/queries.ts';
import { StageTrack } from '../../features/submissions/components/StageTrack.tsx';
import { StateTag } from '../../features/submissions/components/StateTag.tsx';
import { Records } from '../../features/submissions/components/SubmissionFacts.tsx';
import { useApi } from '../../lib/api.ts';
import { useLang, useMessages } from '../../lib/lang.ts';
import { paths } from '../../lib/paths.ts';
import { Link } from '../../ui/Link.tsx';
import type { AppContext } from '../context.ts';
import { held, orMissing } from '../loading.ts';
import { useClassText } from './useClassText.ts';

/** One evaluation with everything organizers may know of it and do to it. */
export function EvaluationPage() {
  const m = useMessages(organizeMessages);
  const lang = useLang();
  const classText = useClassText();
  const { evaluationId = '' }: { evaluationId?: string } = useParams({ strict: false });
  const view = useSuspenseQuery({ ...evaluationQuery(useApi(), evaluationId), refetchInterval: LOOK_MS }).data;
  const { submission } = view;
  const sections = useMessages(detailMessages).evaluation;
  return (
    <>
      <p className="crumb o-crumb">
        <Link href={paths.organizeSubmissions(lang, view.challenge.slug)}>{view.challenge.title[lang]}</Link>
        <span aria-hidden="true">/</span>
        {m.running.submission(submission.team, submission.number)}
      </p>
      <div className="o-head">
        <h1 className="page-title num">{sections.title(submission.receipt)}</h1>
        <StateTag state={view.state} />
      </div>
      {!view.current && (
        <p className="o-banner" role="note">
          {sections.aside}
        </p>
      )}
      <div className="submit-grid">
        <div className="o-main">
          <section className="o-panel live" aria-label={sections.way}>
            <StageTrack view={submission} />
          </section>
          {view.failure && <FailureDetail failure={view.failure} classText={classText} />}
          <section className="o-panel">
            <h2>{sections.attempts}</h2>
            <Attempts view={view} />
          </section>
          <section className="o-panel">
            <h2>{sections.logs}</h2>
            <Logs view={view} />
          </section>
          <section className="o-panel">
            <h2>{m.audit.title}</h2>
            <AuditRows items={view.audit} here />
          </section>
          {view.others.length > 0 && (
            <section className="o-panel">
              <h2>{sections.others}</h2>
              <OtherEvaluations view={view} state={(state) => <StateTag state={state} />} />
            </section>
          )}
          <Records evaluations={[{ id: view.id, taskName: view.task, record: view.record }]} />
        </div>
        <aside className="submit-side">
          <EvaluationActions view={view} classText={classText} />
          <EvaluationFacts view={view} />
        </aside>
      </div>
    </>
  );
}

/** The receipt, for the title; an evaluation that is not the viewer's is a missing page. */
export const loadEvaluation = async (context: AppContext, id: string): Promise<string> => {
  const view = await orMissing(held(context, evaluationQuery(context.api, id)));
  return view.submission.receipt;
};
