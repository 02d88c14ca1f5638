import type { ReactNode } from "react";
import { Link, type LinkProps } from "react-router";

type Look = { tone?: "primary" | "quiet" | "harm" | "plain"; small?: boolean; square?: boolean };

function classOf({ tone = "plain", small, square }: Look, more = ""): string {
  return ["button", tone === "plain" ? "" : `button-${tone}`, small ? "button-small" : "", square ? "button-square" : "", more].filter(Boolean).join(" ");
}

type ButtonProps = Look & {
  children: ReactNode;
  type?: "button" | "submit";
  onPress?: () => void;
  isDisabled?: boolean;
  /** While it works it stays focusable, says so, and does nothing a second time. */
  working?: boolean;
  autoFocus?: boolean;
  "aria-label"?: string;
};

/** Does something. */
export function Button({ tone, small, square, type = "button", working = false, isDisabled = false, onPress, children, ...rest }: ButtonProps) {
  return (
    <button {...rest} type={type} disabled={isDisabled} aria-disabled={working || undefined} data-pending={working || undefined} className={classOf({ tone, small, square })}
      onClick={(event) => (working ? event.preventDefault() : onPress?.())}>
      {working && <span className="spinner" aria-hidden="true" />}
      {children}
    </button>
  );
}

/** Goes somewhere. Looks like a button where going there is the main thing on the page. */
export function ButtonLink({ tone, small, square, className, ...rest }: Look & LinkProps) {
  return <Link {...rest} className={classOf({ tone, small, square }, className)} />;
}

/** A link out of the application: a file, or another site. */
export function ButtonAnchor({ tone, small, square, className, ...rest }: Look & React.AnchorHTMLAttributes<HTMLAnchorElement>) {
  return <a {...rest} className={classOf({ tone, small, square }, className)} />;
}
