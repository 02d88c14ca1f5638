import { useId, useRef, useEffect, type ReactNode } from "react";
import { useTexts } from "@/i18n";
import type { FieldErrors } from "@/lib/forms";
import { Icon } from "./icons";

type Common = { name: string; label: string; hint?: ReactNode; error?: string; optional?: boolean };

/** Label above, hint, control, fault: in this order, tied together for everyone. */
function Field({ label, hint, error, optional, id, below, children }: Omit<Common, "name"> & { id: string; below?: ReactNode; children: ReactNode }) {
  const { t } = useTexts();
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label} {optional && <span className="field-optional">({t("shell.optional")})</span>}
      </label>
      {hint && <p className="field-hint" id={`${id}-hint`}>{hint}</p>}
      {error && <p className="field-error" id={`${id}-error`}><Icon name="attention" size={16} />{error}</p>}
      {children}
      {below}
    </div>
  );
}

const describedBy = (id: string, hint: unknown, error: unknown) =>
  [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ") || undefined;

type TextProps = Common & {
  value: string;
  onChange: (value: string) => void;
  type?: "text" | "email" | "password" | "url" | "datetime-local";
  autoComplete?: string;
  required?: boolean;
  readOnly?: boolean;
  autoFocus?: boolean;
};

export function TextField({ name, label, hint, error, optional, value, onChange, required, ...rest }: TextProps) {
  const id = `field-${name}`;
  return (
    <Field {...{ label, hint, error, optional, id }}>
      <input {...rest} id={id} name={name} className="input" value={value} onChange={(event) => onChange(event.target.value)} aria-required={required}
        aria-invalid={error ? true : undefined} aria-describedby={describedBy(id, hint, error)} />
    </Field>
  );
}

/** Several lines of text; counts what is left when there is a limit and it comes near. */
export function TextArea({ name, label, hint, error, optional, value, onChange, limit, rows = 4 }: Common & { value: string; onChange: (value: string) => void; limit?: number; rows?: number }) {
  const { t } = useTexts();
  const id = `field-${name}`;
  const left = limit === undefined ? Infinity : limit - value.length;
  const below = left <= 200 && (
    <p className={left < 0 ? "field-error" : "field-hint"} role="status">
      {left < 0 ? t("processes.form.over", { count: -left }) : t("processes.form.remaining", { count: left })}
    </p>
  );
  return (
    <Field {...{ label, hint, error, optional, id, below }}>
      <textarea id={id} name={name} className="input" rows={rows} value={value} onChange={(event) => onChange(event.target.value)}
        aria-invalid={error ? true : undefined} aria-describedby={describedBy(id, hint, error)} />
    </Field>
  );
}

export type Option = { value: string; label: string; disabled?: boolean };
type SelectProps = Common & { value: string; onChange: (value: string) => void; options: Option[]; placeholder?: string; disabled?: boolean };

/** The device's own list: the one that works on every phone and with every aid. */
export function SelectField({ name, label, hint, error, optional, value, onChange, options, placeholder, disabled }: SelectProps) {
  const id = `field-${name}`;
  return (
    <Field {...{ label, hint, error, optional, id }}>
      <select id={id} name={name} className="input" value={value} disabled={disabled} onChange={(event) => onChange(event.target.value)}
        aria-invalid={error ? true : undefined} aria-describedby={describedBy(id, hint, error)}>
        {placeholder && <option value="">{placeholder}</option>}
        {options.map((option) => <option key={option.value} value={option.value} disabled={option.disabled}>{option.label}</option>)}
      </select>
    </Field>
  );
}

/** A small list beside its label, for sorting and filtering. */
export function InlineSelect({ label, value, onChange, options }: { label: string; value: string; onChange: (value: string) => void; options: Option[] }) {
  const id = useId();
  return (
    <span className="row">
      <label className="small soft" htmlFor={id}>{label}</label>
      <select id={id} className="input input-small" value={value} onChange={(event) => onChange(event.target.value)}>
        {options.map((option) => <option key={option.value} value={option.value}>{option.label}</option>)}
      </select>
    </span>
  );
}

export function SearchField({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) {
  const { t } = useTexts();
  const input = useRef<HTMLInputElement>(null);
  return (
    <span className="search">
      <Icon name="search" size={18} />
      <input ref={input} type="search" className="input" aria-label={label} placeholder={t("shell.list.search")} value={value} onChange={(event) => onChange(event.target.value)} autoComplete="off" />
      {value && (
        <button type="button" aria-label={t("shell.list.clearSearch")} onClick={() => { onChange(""); input.current?.focus(); }}>
          <Icon name="close" size={16} />
        </button>
      )}
    </span>
  );
}

type SummaryProps = { errors: FieldErrors; message?: string; round: number; /** What can be done about it, below what is said. */ children?: ReactNode };

/** Everything wrong with a form, on top, each with a link that leads to the field. Takes the focus when it appears. */
export function ErrorSummary({ errors, message, round, children }: SummaryProps) {
  const { t } = useTexts();
  const box = useRef<HTMLDivElement>(null);
  const fields = Object.entries(errors);
  const shown = fields.length > 0 || !!message;
  useEffect(() => {
    if (shown) box.current?.focus();
  }, [shown, round]);
  if (!shown) return null;
  return (
    <div className="summary" ref={box} tabIndex={-1} role="alert">
      <h2>{t("errors.summary", { count: Math.max(fields.length, 1) })}</h2>
      {message && <p>{message}</p>}
      <ul>
        {fields.map(([field, text]) => (
          <li key={field}>
            <a href={`#field-${field}`} onClick={(event) => { event.preventDefault(); document.getElementById(`field-${field}`)?.focus(); }}>
              {labelOf(field)}{text}
            </a>
          </li>
        ))}
      </ul>
      {children}
    </div>
  );
}

function labelOf(field: string): string {
  const text = document.querySelector(`label[for="field-${field}"]`)?.firstChild?.textContent?.trim();
  return text ? `${text}: ` : "";
}
