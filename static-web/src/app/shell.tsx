import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState, type ReactNode } from "react";
import { Link, NavLink } from "react-router";
import { api } from "@/api/client";
import { isAuditor, isCurator, meQuery } from "@/api/session";
import { faceQuery } from "@/api/tenant";
import type { Health, Me, TenantFace } from "@/api/types";
import { Icon, Mark } from "@/components/ui/icons";
import { useTexts } from "@/i18n";
import { ConnectionStrip, Notices } from "./notices";

const Branding = lazy(() => import("./branding"));
const HeaderMenus = lazy(() => import("./header-menus"));

/** What is around every page: where am I, where can I go, who am I. */
export function Shell({ children }: { children: ReactNode }) {
  const { t } = useTexts();
  const me = useQuery(meQuery).data;
  const face = useQuery(faceQuery).data;
  return (
    <div className="app">
      {face && <Suspense fallback={null}><Branding face={face} /></Suspense>}
      <a className="skip" href="#main" onClick={(event) => { event.preventDefault(); document.getElementById("main")?.focus(); }}>{t("shell.skip")}</a>
      <header className="header">
        <div className="wrap header-in">
          <Link className="brand" to="/">
            <Brand face={face} />
          </Link>
          {me && <Navigation me={me} />}
          <div className="header-end">
            <Suspense fallback={null}><HeaderMenus me={me ?? null} /></Suspense>
          </div>
        </div>
      </header>
      <ConnectionStrip />
      {face?.suspended && (
        <div className="strip" role="status">
          <div className="wrap">
            <Icon name="attention" size={18} />
            <span>{t("shell.suspended")} {me && <Link to="/account/privacy">{t("shell.yourData")}</Link>}</span>
          </div>
        </div>
      )}
      <main id="main" className="main" tabIndex={-1}>
        <div className="wrap">{children}</div>
      </main>
      <Footer />
      <Notices />
    </div>
  );
}

/** Whose pages these are: the logo and name of the tenant, or our mark with its name beside. */
function Brand({ face }: { face: TenantFace | null | undefined }) {
  const { t } = useTexts();
  if (face?.logo) {
    const { url, width, height } = face.logo;
    return <><img className="brand-logo" src={url} alt="" width={width} height={height} /><span className="brand-name">{face.name}</span></>;
  }
  return <><Mark />{t("shell.name")}{face && <small>{face.name}</small>}</>;
}

function Navigation({ me }: { me: Me }) {
  const { t } = useTexts();
  const [open, setOpen] = useState(false);
  const links = [
    { to: "/", label: t("shell.nav.home") },
    { to: "/processes", label: t("shell.nav.processes") },
    { to: "/catalogue", label: t("shell.nav.catalogue") },
    { to: "/organizations", label: t("shell.nav.organizations") },
    ...(isCurator(me) ? [{ to: "/import", label: t("shell.nav.import") }] : []),
    ...(isAuditor(me) ? [{ to: "/administration", label: t("shell.nav.administration") }] : []),
  ];
  return (
    <>
      <nav className="nav" id="navigation" aria-label={t("shell.nav.label")} data-open={open || undefined}>
        {links.map((link) => <NavLink key={link.to} to={link.to} end={link.to === "/"} onClick={() => setOpen(false)}>{link.label}</NavLink>)}
      </nav>
      <button type="button" className="button button-quiet button-small menu-toggle" aria-expanded={open} aria-controls="navigation" onClick={() => setOpen(!open)}>
        <Icon name={open ? "close" : "menu"} size={18} />{t("shell.nav.menu")}
      </button>
    </>
  );
}

function Footer() {
  const { t } = useTexts();
  const health = useQuery({ queryKey: ["health"], queryFn: ({ signal }) => api.get<Health>("/api/health", { signal }), staleTime: Infinity }).data;
  return (
    <footer className="footer">
      <nav className="wrap row" aria-label={t("shell.footer.label")}>
        <span>{t("shell.footer.licence")}</span>
        <Link to="/terms">{t("shell.footer.terms")}</Link>
        <Link to="/privacy">{t("shell.footer.privacy")}</Link>
        <Link to="/accessibility">{t("shell.footer.accessibility")}</Link>
        <a href="/api/reference">{t("shell.footer.api")}</a>
        {health && <span>{t("shell.footer.version", { version: health.version })}</span>}
      </nav>
    </footer>
  );
}
