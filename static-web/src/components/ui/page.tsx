import { useEffect, type ReactNode } from "react";
import { Link, NavLink } from "react-router";
import { useTexts } from "@/i18n";
import { Icon } from "./icons";

/** The name of the page in the browser's title, spoken first by screen readers. */
export function useTitle(title: string | undefined) {
  const { t } = useTexts();
  const name = t("shell.name");
  useEffect(() => {
    document.title = title ? `${title} – ${name}` : name;
  }, [title, name]);
}

/** The head of a page: where it is, what it is called, what it is for, and its one main action. */
export function PageHead({ title, lead, back, action, children }: { title: string; lead?: ReactNode; back?: { to: string; label: string }; action?: ReactNode; children?: ReactNode }) {
  useTitle(title);
  return (
    <header className="page-head">
      {back && <BackLink {...back} />}
      <div className="row-apart">
        <h1>{title}</h1>
        {action}
      </div>
      {lead && <p className="lead">{lead}</p>}
      {children}
    </header>
  );
}

export function BackLink({ to, label }: { to: string; label: string }) {
  return <Link className="back" to={to}><Icon name="back" size={16} />{label}</Link>;
}

/** Sibling pages under one head. */
export function Tabs({ label, tabs }: { label: string; tabs: { to: string; label: string; end?: boolean }[] }) {
  return (
    <nav className="tabs" aria-label={label}>
      <ul>{tabs.map((tab) => <li key={tab.to}><NavLink to={tab.to} end={tab.end ?? false}>{tab.label}</NavLink></li>)}</ul>
    </nav>
  );
}
