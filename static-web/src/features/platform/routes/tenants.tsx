import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useSearchParams } from "react-router";
import { Button, ButtonLink } from "@/components/ui/button";
import { InlineSelect, SearchField } from "@/components/ui/fields";
import { Icon } from "@/components/ui/icons";
import { PageHead } from "@/components/ui/page";
import { Pager } from "@/components/ui/pager";
import { EmptyState, Loading } from "@/components/ui/states";
import { useTexts } from "@/i18n";
import { save, tableOf } from "../api/files";
import { states, tenantsQuery, type PlatformTenant } from "../api/platform";
import { TenantStateMark } from "../components/tenant-state";
import "../platform.css";

const atOnce = 30;

/** Every tenant of the platform, for who runs it. */
export default function TenantsPage() {
  const { t } = useTexts();
  const query = useQuery(tenantsQuery);
  return (
    <>
      <PageHead title={t("platform.title")} lead={t("platform.lead")}
        action={
          <span className="row">
            <ButtonLink to="/platform/audit">{t("platform.audit.title")}</ButtonLink>
            <ButtonLink tone="primary" to="/platform/tenants/new"><Icon name="plus" size={16} />{t("platform.create.action")}</ButtonLink>
          </span>
        } />
      <Loading query={query}>
        {(tenants) => (tenants.length === 0
          ? <EmptyState title={t("platform.empty.title")}><p>{t("platform.empty.text")}</p></EmptyState>
          : <List tenants={tenants} />)}
      </Loading>
    </>
  );
}

function List({ tenants }: { tenants: PlatformTenant[] }) {
  const { t } = useTexts();
  const [place, setPlace] = useSearchParams();
  const [shown, setShown] = useState(atOnce);
  const text = place.get("text") ?? "";
  const state = states.find((one) => one === place.get("state"));
  const choose = (next: { text?: string; state?: string }) => {
    setShown(atOnce);
    setPlace(new URLSearchParams(Object.entries({ text, state: state ?? "", ...next }).filter(([, value]) => value)), { replace: true });
  };
  const seeks = text.trim().toLowerCase();
  const found = tenants.filter((one) => (!state || one.state === state) && [one.id, one.name, ...one.hosts].some((word) => word.toLowerCase().includes(seeks)));
  const heads = (["id", "name", "state", "languages", "hosts", "dataRegion", "plan", "reason", "eraseAt"] as const).map((head) => t(`platform.heads.${head}`));
  return (
    <div className="stack">
      <div className="row" role="search" aria-label={t("platform.search")}>
        <SearchField label={t("platform.search")} value={text} onChange={(next) => choose({ text: next })} />
        <InlineSelect label={t("platform.state")} value={state ?? ""} onChange={(next) => choose({ state: next })}
          options={[{ value: "", label: t("platform.any", { count: tenants.length }) },
            ...states.map((one) => ({ value: one, label: `${t(`platform.states.${one}`)} (${tenants.filter((tenant) => tenant.state === one).length})` }))]} />
      </div>
      {found.length === 0 && (
        <div className="stack-s" role="status">
          <p>{t("platform.none")}</p>
          <div><Button small onPress={() => choose({ text: "", state: "" })}>{t("shell.list.clearAll")}</Button></div>
        </div>
      )}
      <ul className="rows">
        {found.slice(0, shown).map((tenant) => (
          <li key={tenant.id} className="platform-tenant">
            <div className="platform-what">
              <p><Link to={`/platform/tenants/${tenant.id}`} className="platform-name"><bdi>{tenant.name}</bdi></Link></p>
              <p className="small soft">{[tenant.id, ...tenant.hosts].join(" · ")}</p>
            </div>
            <TenantStateMark state={tenant.state} />
          </li>
        ))}
      </ul>
      <Pager shown={Math.min(shown, found.length)} total={found.length} pages={{ hasNextPage: found.length > shown, isFetchingNextPage: false, fetchNextPage: () => setShown(shown + atOnce) }} />
      <div><Button small onPress={() => save("tenants.csv", "text/csv;charset=utf-8", tableOf(heads, found))}><Icon name="download" size={16} />{t("platform.export")}</Button></div>
    </div>
  );
}
