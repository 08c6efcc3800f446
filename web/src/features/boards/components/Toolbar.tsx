import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { BoardWindow } from '../../../api/views.ts';
import { countryName, formatNumber } from '../../../lib/format.ts';
import { isComposing } from '../../../lib/keys.ts';
import { useLang, useMessages } from '../../../lib/lang.ts';
import { later } from '../../../lib/wait.ts';
import { SearchIcon } from '../../../ui/icons.tsx';
import { useEarlyChoice } from '../../../ui/useEarlyChoice.ts';
import { boardMessages } from '../messages.ts';
import { HIDEABLE, SINCE_HOURS, type BoardSearch, type Hideable } from '../queries.ts';

const SETTLE_MS = 250;
/** What the address says beside what the form asks. Not the page: other rows are listed. */
const CARRIED = ['board', 'view', 'hide'] as const;
type Change = (change: Partial<BoardSearch>) => void;

/** Searches after a short pause in the typing, at once on Enter, never while an input method composes (LB-4). */
function Find({
  words,
  fieldRef,
  onFind,
}: {
  words: string | undefined;
  fieldRef: React.RefObject<HTMLInputElement | null>;
  onFind: (words: string | undefined) => void;
}) {
  const m = useMessages(boardMessages);
  const cancel = useRef<() => void>(() => undefined);
  useEffect(() => () => cancel.current(), []);
  // The field keeps what is being typed; only a change from elsewhere (clear, Back) is written into it.
  useEffect(() => {
    const field = fieldRef.current;
    if (field && field !== document.activeElement) field.value = words ?? '';
  }, [words, fieldRef]);
  const find = (value: string, delay: number) => {
    cancel.current();
    cancel.current = later(delay, () => onFind(value.normalize('NFC').trim() || undefined));
  };
  return (
    <div className="tool-find">
      <SearchIcon />
      <input
        ref={fieldRef}
        type="search"
        name="q"
        className="input input-small"
        defaultValue={words}
        placeholder={m.search}
        aria-label={m.search}
        autoComplete="off"
        onChange={(event) => {
          if (!(event.nativeEvent as InputEvent).isComposing) find(event.target.value, SETTLE_MS);
        }}
        onCompositionEnd={(event) => find(event.currentTarget.value, SETTLE_MS)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !isComposing(event.nativeEvent)) find(event.currentTarget.value, 0);
        }}
      />
    </div>
  );
}

function CountrySelect({
  country,
  countries,
  onChange,
}: {
  country: string | undefined;
  countries: BoardWindow['countries'];
  onChange: Change;
}) {
  const m = useMessages(boardMessages);
  const lang = useLang();
  const choice = useEarlyChoice(country ?? '', (value) => onChange({ country: value || undefined }));
  return (
    <label className="tool-select">
      <span className="vh">{m.country}</span>
      <select name="country" className="input input-small" {...choice}>
        <option value="">{m.allCountries}</option>
        {countries.map(({ country: code, teams }) => (
          // Names of countries come from the platform and may differ between server and browser.
          <option key={code} value={code} suppressHydrationWarning>
            {m.countryOption(countryName(code, lang), formatNumber(teams))}
          </option>
        ))}
      </select>
    </label>
  );
}

function SinceSelect({ hours: chosen, onChange }: { hours: BoardSearch['since']; onChange: Change }) {
  const m = useMessages(boardMessages);
  const choice = useEarlyChoice(String(chosen ?? 24), (value) => onChange({ since: Number(value) }));
  return (
    <label className="tool-select">
      <span className="tool-label">{m.since}</span>
      <select name="since" className="input input-small" {...choice}>
        {SINCE_HOURS.map((hours) => (
          <option key={hours} value={hours}>
            {m.sinceOption[hours]}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Which columns are shown. */
function Columns({ hide, onChange }: { hide: string | undefined; onChange: Change }) {
  const m = useMessages(boardMessages);
  const hidden = new Set(hide?.split(','));
  return (
    <details className="tool-columns">
      <summary className="btn btn-quiet">{m.columns}</summary>
      <fieldset className="tool-list">
        <legend className="vh">{m.columns}</legend>
        {HIDEABLE.map((column: Hideable) => (
          <label key={column} className="check">
            <input
              type="checkbox"
              checked={!hidden.has(column)}
              onChange={(event) =>
                onChange({
                  hide: HIDEABLE.filter((name) => (name === column ? !event.target.checked : hidden.has(name))).join(',') || undefined,
                })
              }
            />
            <span>{m.columnNames[column]}</span>
          </label>
        ))}
      </fieldset>
    </details>
  );
}

/**
 * Search and filters. A plain GET form, so that it works before and without the script.
 */
export function Toolbar({
  action,
  search,
  countries,
  onChange,
  searchRef,
  children,
}: {
  action: string;
  search: BoardSearch;
  countries: BoardWindow['countries'];
  onChange: (change: Partial<BoardSearch>) => void;
  searchRef: React.RefObject<HTMLInputElement | null>;
  children: ReactNode;
}) {
  const m = useMessages(boardMessages);
  const [open, setOpen] = useState(false);
  return (
    <form className="toolbar" role="search" method="get" action={action} onSubmit={(event) => event.preventDefault()}>
      {/* Without the script a form sends only what it holds: the rest of the view comes along. */}
      {CARRIED.map((name) => search[name] !== undefined && <input key={name} type="hidden" name={name} value={search[name]} />)}
      <Find words={search.q} fieldRef={searchRef} onFind={(q) => onChange({ q })} />
      <button
        type="button"
        className="btn btn-quiet tool-more-button"
        aria-expanded={open}
        aria-controls="board-filters"
        onClick={() => setOpen(!open)}
      >
        {m.filters}
      </button>
      <div id="board-filters" className={open ? 'tool-more tool-more-open' : 'tool-more'}>
        <CountrySelect country={search.country} countries={countries} onChange={onChange} />
        <SinceSelect hours={search.since} onChange={onChange} />
        <Columns hide={search.hide} onChange={onChange} />
        <noscript>
          <button type="submit" className="btn btn-quiet">
            {m.apply}
          </button>
        </noscript>
        <div className="tool-right">{children}</div>
      </div>
    </form>
  );
}
