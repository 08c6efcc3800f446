import { useMessages } from '../../lib/lang.ts';
import { setTheme, THEMES, useThemeChoice } from '../../lib/theme.ts';
import { shellMessages } from './messages.ts';

/** A choice of display: system, light, dark, high contrast. Real radio buttons. `id` keeps two on a page apart. */
export function ThemeSwitch({ id }: { id: string }) {
  const m = useMessages(shellMessages);
  const choice = useThemeChoice();
  return (
    <fieldset className="switch">
      <legend className="switch-legend">{m.theme}</legend>
      {THEMES.map((theme) => (
        <label key={theme} className="switch-item">
          <input type="radio" name={`theme-${id}`} value={theme} checked={theme === choice} onChange={() => setTheme(theme)} />
          <span>{m.themes[theme]}</span>
        </label>
      ))}
    </fieldset>
  );
}
export function Footer({ onShortcuts }: { onShortcuts: () => void }) {
  const m = useMessages(shellMessages);
  return (
    <footer className="foot" aria-label={m.footer}>
      <div className="wrap foot-in">
        <div className="foot-text">
          <p>{m.footerText}</p>
          <p>{m.kst}</p>
          <p>
            {m.credits}{' '}
            <a className="link" href="/assets/OFL.txt">
              OFL
            </a>
          </p>
        </div>
        <div className="foot-side">
          <ThemeSwitch id="foot" />
          <div className="foot-links">
            <button type="button" className="btn btn-text" onClick={onShortcuts}>
              {m.shortcuts}
            </button>
            <a className="btn btn-text" href="/api/openapi.json">
              {m.api}
            </a>
          </div>
        </div>
      </div>
    </footer>
  );
}
