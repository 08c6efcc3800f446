import { useEffect, useId, useRef, useState } from 'react';
import { saveText } from '../lib/download.ts';
import { formatClock, KST } from '../lib/format.ts';
import { catalog, useMessages } from '../lib/lang.ts';
import './log.css';

export interface LogEntry {
  /** Stable and unique within the log. */
  key: string;
  /** ISO in UTC */
  at: string;
  text: string;
  /** A part of `text` that stands out (a number, a name). */
  mark?: string;
}
const messages = catalog(
  {
    follow: '따라가기',
    search: '로그에서 찾기',
    found: (n: number, all: number) => `${n} / ${all}줄`,
    save: '내려받기',
    saveName: '로그 내려받기',
    empty: '아직 기록이 없습니다.',
    none: '찾는 말이 없습니다.',
  },
  {
    follow: 'Follow',
    search: 'Search the log',
    found: (n: number, all: number) => `${n} of ${all} lines`,
    save: 'Download',
    saveName: 'Download the log',
    empty: 'Nothing has been logged yet.',
    none: 'No line matches.',
  },
);
const fold = (text: string): string => text.normalize('NFC').toLowerCase();

function Line({ entry }: { entry: LogEntry }) {
  const { text, mark } = entry;
  const at = mark === undefined ? -1 : text.indexOf(mark);
  return (
    <li>
      <time dateTime={entry.at}>{formatClock(entry.at, KST, true)}</time>
      <span>
        {at < 0 || mark === undefined ? (
          text
        ) : (
          <>
            {text.slice(0, at)}
            <b>{mark}</b>
            {text.slice(at + mark.length)}
          </>
        )}
      </span>
    </li>
  );
}

/** Following, search and download. `found`: lines that match. */
function Tools({
  lines,
  fileName,
  follow,
  onFollow,
  wanted,
  onSearch,
  found,
}: {
  lines: readonly LogEntry[];
  fileName: string;
  follow: boolean;
  onFollow: (on: boolean) => void;
  wanted: string;
  onSearch: (text: string) => void;
  found: number;
}) {
  const m = useMessages(messages);
  const id = useId();
  return (
    <div className="log-tools">
      <label className="log-follow">
        <input type="checkbox" checked={follow} onChange={(event) => onFollow(event.target.checked)} />
        {m.follow}
      </label>
      <label className="vh" htmlFor={id}>
        {m.search}
      </label>
      <input
        id={id}
        className="log-search"
        type="search"
        placeholder={m.search}
        value={wanted}
        onChange={(event) => onSearch(event.target.value)}
      />
      {wanted !== '' && <span className="num">{m.found(found, lines.length)}</span>}
      <button
        type="button"
        className="log-save"
        aria-label={m.saveName}
        onClick={() => saveText(fileName, lines.map(({ at, text }) => `${at} ${text}\n`).join(''))}
      >
        {m.save}
      </button>
    </div>
  );
}

/**
 * Lines in order, times in KST, with following, search and download (SU-10). It is a `role=log` that stays silent: pages say what matters
 * through the one live region. `fileName` is the name of the download.
 */
export function LogPanel({
  label,
  lines,
  fileName,
  tools = true,
}: {
  label: string;
  lines: readonly LogEntry[];
  fileName: string;
  tools?: boolean;
}) {
  const m = useMessages(messages);
  const box = useRef<HTMLDivElement>(null);
  const [follow, setFollow] = useState(true);
  const [wanted, setWanted] = useState('');
  const shown = wanted === '' ? lines : lines.filter(({ text }) => fold(text).includes(fold(wanted)));
  useEffect(() => {
    if (follow && box.current) box.current.scrollTop = box.current.scrollHeight;
  }, [follow, shown.length]);
  return (
    <div className="log">
      {/* Long logs scroll, so the keyboard must be able to reach the scroller. */}
      <div
        className="log-lines"
        role="log"
        aria-live="off"
        aria-label={label}
        tabIndex={0}
        ref={box}
        onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
          const atEnd = scrollHeight - scrollTop - clientHeight < 4;
          if (atEnd !== follow) setFollow(atEnd);
        }}
      >
        {shown.length === 0 ? (
          <p>{lines.length === 0 ? m.empty : m.none}</p>
        ) : (
          <ol>
            {shown.map((entry) => (
              <Line key={entry.key} entry={entry} />
            ))}
          </ol>
        )}
      </div>
      {tools && (
        <Tools lines={lines} fileName={fileName} follow={follow} onFollow={setFollow} wanted={wanted} onSearch={setWanted} found={shown.length} />
      )}
    </div>
  );
}
