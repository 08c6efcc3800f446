import type { ChallengeView, DataFileView, ParticipationView } from '../../../api/views.ts';
import { useOrigin } from '../../../lib/api.ts';
import { formatBytes, shortHash } from '../../../lib/format.ts';
import { useLang, useMessages } from '../../../lib/lang.ts';
import { shellWord } from '../../../lib/shell.ts';
import { LinkButton } from '../../../ui/Button.tsx';
import { CodeLine } from '../../../ui/CodeLine.tsx';
import { CopyButton } from '../../../ui/CopyButton.tsx';
import { EmptyState } from '../../../ui/Panels.tsx';
import { Tag } from '../../../ui/Tag.tsx';
import { useDay } from '../../../ui/Time.tsx';
import { detailMessages } from '../details.ts';

/** Size, version, licence, source and hash of a file. */
function FileFacts({ file }: { file: DataFileView }) {
  const m = useMessages(detailMessages);
  const isLink = /^https?:\/\//.test(file.source);
  return (
    <dl className="file-facts">
      <div>
        <dt>{m.size}</dt>
        <dd className="num">{formatBytes(file.bytes)}</dd>
      </div>
      <div>
        <dt>{m.version}</dt>
        <dd>{file.version}</dd>
      </div>
      <div>
        <dt>{m.licence}</dt>
        <dd>{file.licence}</dd>
      </div>
      <div>
        <dt>{m.source}</dt>
        <dd>
          {isLink ? (
            <a className="link" href={file.source} rel="noreferrer">
              {file.source}
            </a>
          ) : (
            m.madeHere
          )}
        </dd>
      </div>
      <div>
        <dt>SHA-256</dt>
        <dd>
          <code title={file.sha256}>{shortHash(file.sha256)}</code>{' '}
          <CopyButton text={file.sha256} label={m.copyHash} name={m.copyHashName(file.fileName)} />
        </dd>
      </div>
    </dl>
  );
}
function DataFile({ file, slug, mayLoad }: { file: DataFileView; slug: string; mayLoad: boolean }) {
  const m = useMessages(detailMessages);
  const lang = useLang();
  const origin = useOrigin();
  return (
    <li className="file">
      <div className="file-head">
        <div>
          <Tag tone="code">{m.roles[file.role]}</Tag>
          <h3>{file.name[lang]}</h3>
          <p className="file-name">{file.fileName}</p>
        </div>
        {mayLoad && (
          <LinkButton href={file.url} download={file.fileName}>
            {m.download}
          </LinkButton>
        )}
      </div>
      <p>{file.description[lang]}</p>
      {!mayLoad && <p className="muted">{m.gated}</p>}
      <FileFacts file={file} />
      {file.access === 'open' && (
        <CodeLine what={m.fetchIt(file.fileName)} code={`curl -fLo ${shellWord(file.fileName)} ${shellWord(origin + file.url)}`} />
      )}
      {mayLoad && (
        <CodeLine what={`gac: ${m.fetchIt(file.fileName)}`} code={`gac data ${slug} ${file.key} --server ${shellWord(origin)}`} />
      )}
      {mayLoad && (
        <CodeLine what={m.checkIt(file.fileName)} code={`echo ${shellWord(`${file.sha256}  ${file.fileName}`)} | sha256sum --check`} />
      )}
    </li>
  );
}
/** CH-3: every file with size, hash, licence and version; downloads wait for the consent to the rules. */
export function DataFiles({ challenge, participation }: { challenge: ChallengeView; participation: ParticipationView | null }) {
  const m = useMessages(detailMessages);
  const lang = useLang();
  const day = useDay();
  const joined = participation !== null && participation.team !== null;
  if (challenge.data.length === 0) return <EmptyState title={m.noData} />;
  return (
    <>
      <h2 className="section-title">{m.data}</h2>
      <p className="muted prose">{m.dataLead}</p>
      <ul className="phases">
        {challenge.data.map((file) => (
          <DataFile key={file.key} file={file} slug={challenge.slug} mayLoad={file.access === 'open' || joined} />
        ))}
      </ul>
      {challenge.dataChanges.length > 0 && (
        <section className="phases">
          <h2 className="section-title">{m.dataChanges}</h2>
          <ol>
            {challenge.dataChanges.map((change) => (
              <li key={`${change.date}${change.text.en}`} className="phase">
                <time dateTime={change.date}>{day(change.date)}</time>
                <p>{change.text[lang]}</p>
              </li>
            ))}
          </ol>
        </section>
      )}
    </>
  );
}
