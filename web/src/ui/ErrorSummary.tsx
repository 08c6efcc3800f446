import { useEffect, useRef } from 'react';

export interface FormError {
  /** The `name` of the field. */
  field: string;
  text: string;
}
/** The list of what to correct at the top of a form; it takes the focus when it appears and links to the fields (RG-6). `attempt` counts the presses of the button. */
export function ErrorSummary({ title, errors, attempt }: { title: string; errors: readonly FormError[]; attempt: number }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (attempt > 0) box.current?.focus();
  }, [attempt]);
  if (errors.length === 0) return null;
  return (
    <div className="summary" role="alert" tabIndex={-1} ref={box}>
      <p className="panel-title">{title}</p>
      <ul>
        {errors.map(({ field, text }) => (
          <li key={field}>
            <a
              className="link"
              href={`#${field}`}
              onClick={(event) => {
                event.preventDefault();
                const input = box.current?.closest('form')?.elements.namedItem(field);
                if (input instanceof HTMLElement) input.focus();
              }}
            >
              {text}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
