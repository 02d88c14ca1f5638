import { CopyButton } from "@/components/ui/copy";

/** Something for programs, as it is: to be read, scrolled and copied. */
export function Code({ text, label }: { text: string; label: string }) {
  return (
    <div className="stack-s">
      <pre className="webhook-code" tabIndex={0} aria-label={label} role="group"><code>{text}</code></pre>
      <div><CopyButton text={text} label={label} /></div>
    </div>
  );
}

export const pretty = (value: unknown) => JSON.stringify(value, null, 2);
