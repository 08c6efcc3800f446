import { useQuery } from '@tanstack/react-query';
import { notFound, useParams, useRouter } from '@tanstack/react-router';
import { parseReceipt } from '@gac/shared/rules/receipt';
import { CompareFile } from '../../features/receipts/components/CompareFile.tsx';
import { ReceiptDetails } from '../../features/receipts/components/ReceiptDetails.tsx';
import { ReceiptDoubt, ReceiptForm } from '../../features/receipts/components/ReceiptForm.tsx';
import { receiptMessages } from '../../features/receipts/messages.ts';
import { receiptQuery } from '../../features/receipts/queries.ts';
import { useApi, useOrigin } from '../../lib/api.ts';
import { useLang, useMessages } from '../../lib/lang.ts';
import { paths } from '../../lib/paths.ts';
import { problemOf } from '../../lib/problems.ts';
import { LinkButton } from '../../ui/Button.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { Link } from '../../ui/Link.tsx';
import { ErrorPanel } from '../../ui/Panels.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import type { AppContext } from '../context.ts';
import { held, orMissing } from '../loading.ts';

/** One receipt: what was received when, and what it was scored with. Public. */
export function ReceiptPage() {
  const m = useMessages(receiptMessages);
  const lang = useLang();
  const origin = useOrigin();
  const { receipt = '' }: { receipt?: string } = useParams({ strict: false });
  const parsed = parseReceipt(receipt);
  const number = parsed.kind === 'valid' ? parsed.receipt : null;
  const query = useQuery({ ...receiptQuery(useApi(), number ?? ''), enabled: number !== null });
  const problem = problemOf(query.error);
  const missing = problem?.status === 404;
  return (
    <div className="wrap page receipt">
      <p className="crumb">
        <Link href={paths.receipts(lang)}>{m.title}</Link>
      </p>
      <div className="r-head">
        <h1 className="page-title num">{missing ? m.missing : (number ?? receipt)}</h1>
        {query.data && (
          <p>
            <CopyButton look="quiet" text={query.data.receipt} label={m.copy} name={m.copyReceipt} />
            <CopyButton look="quiet" text={`${origin}${paths.receipt(lang, query.data.receipt)}`} label={m.copyLink} />
          </p>
        )}
      </div>
      {parsed.kind !== 'valid' ? (
        <p className="r-doubt">
          <ReceiptDoubt parsed={parsed} />
        </p>
      ) : query.data ? (
        <>
          <ReceiptDetails view={query.data} />
          <CompareFile sha256={query.data.sha256} fileName={`${query.data.challenge.slug}.csv`} />
        </>
      ) : missing ? (
        <p className="r-doubt">
          {m.missingText} <code>{number}</code>
        </p>
      ) : problem ? (
        <ErrorPanel problem={problem} onRetry={() => void query.refetch()} />
      ) : (
        <Skeleton label={m.receipt} rows={6} />
      )}
      {(missing || parsed.kind !== 'valid') && (
        <p>
          <LinkButton href={paths.receipts(lang)}>{m.other}</LinkButton>
        </p>
      )}
    </div>
  );
}

/** Looks up a receipt by its number; public. */
export function ReceiptsPage() {
  const m = useMessages(receiptMessages);
  const lang = useLang();
  const router = useRouter();
  return (
    <div className="wrap page">
      <div className="narrow stack">
        <h1 className="page-title">{m.title}</h1>
        <p className="muted">{m.lead}</p>
        <ReceiptForm onFound={(receipt) => void router.navigate({ href: paths.receipt(lang, receipt) } as never)} />
      </div>
    </div>
  );
}

/** The page of a number nobody issued says so itself, and suggests another one for a typo. */
export async function loadReceipt(context: AppContext, text: string): Promise<void> {
  const parsed = parseReceipt(text);
  // eslint-disable-next-line @typescript-eslint/only-throw-error -- the router's own signal is a plain object
  if (parsed.kind !== 'valid') throw notFound();
  await orMissing(held(context, receiptQuery(context.api, parsed.receipt)));
}
