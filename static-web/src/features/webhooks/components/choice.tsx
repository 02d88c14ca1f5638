import { useId } from "react";

type ChoiceProps<T extends string> = {
  name: string;
  legend: string;
  hint?: string;
  value: T;
  onChange: (value: T) => void;
  options: { value: T; label: string; hint?: string }[];
};

/** One of a few, each with what it means. */
export function Choice<T extends string>({ name, legend, hint, value, onChange, options }: ChoiceProps<T>) {
  const id = useId();
  return (
    <fieldset className="field" aria-describedby={hint ? `${id}-hint` : undefined}>
      <legend className="field-label">{legend}</legend>
      {hint && <p className="field-hint" id={`${id}-hint`}>{hint}</p>}
      {options.map((option) => (
        <label key={option.value} className="check">
          <input type="radio" name={name} value={option.value} checked={value === option.value} onChange={() => onChange(option.value)} />
          <span>{option.label}{option.hint && <span className="field-hint webhook-block">{option.hint}</span>}</span>
        </label>
      ))}
    </fieldset>
  );
}
