import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { BoardWindow } from '../../../api/views.ts';
import { countryName, formatNumber } from '../../../lib/format.ts';
import { isComposing } from '../../../lib/keys.ts';
import { useLang, useMessages } from '../../../lib/lang.ts';
import { later } from '../../../lib/wait.ts';
import { SearchIcon } from '../../../ui/icons.tsx';
import { boardMessages } from '../messages.ts';
import { HIDEABLE, SINCE_HOURS, type BoardSearch, type Hideable } from '../queries.ts';

const SETTLE_MS = 250;
/**
 * Search and filters. A plain GET form, so that it works before and without the script; with it, typing searches after a short pause,
 * never while an input method composes (LB-4).
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
  const lang = useLang();
  const [open, setOpen] = useState(false);
  const cancel = useRef<() => void>(() => undefined);
  useEffect(() => () => cancel.current(), []);
  // The field keeps what is being typed; only a change from elsewhere (clear, Back) is written into it.
  useEffect(() => {
    const field = searchRef.current;
    if (field && field !== document.activeElement) field.value = search.q ?? '';
  }, [search.q, searchRef]);
  const find = (value: string, delay: number) => {
    cancel.current();
    cancel.current = later(delay, () => onChange({ q: value.normalize('NFC').trim() || undefined }));
  };
  const hidden = new Set(search.hide?.split(','));
  return (
    <form className="toolbar" role="search" method="get" action={action} onSubmit={(event) => event.preventDefault()}>
      <div className="tool-find">
        <SearchIcon />
        <input
          ref={searchRef}
          type="search"
          name="q"
          className="input input-small"
          defaultValue={search.q}
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
        <label className="tool-select">
          <span className="vh">{m.country}</span>
          <select
            name="country"
            className="input input-small"
            value={search.country ?? ''}
            onChange={(event) => onChange({ country: event.target.value || undefined })}
          >
            <option value="">{m.allCountries}</option>
            {countries.map(({ country, teams }) => (
              // Names of countries come from the platform and may differ between server and browser.
              <option key={country} value={country} suppressHydrationWarning>
                {m.countryOption(countryName(country, lang), formatNumber(teams))}
              </option>
            ))}
          </select>
        </label>
        <label className="tool-select">
          <span className="tool-label">{m.since}</span>
          <select
            name="since"
            className="input input-small"
            value={search.since ?? 24}
            onChange={(event) => onChange({ since: Number(event.target.value) })}
          >
            {SINCE_HOURS.map((hours) => (
              <option key={hours} value={hours}>
                {m.sinceOption[hours]}
              </option>
            ))}
          </select>
        </label>
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
