import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useParams } from "react-router";
import { Button } from "@/components/ui/button";
import { PageHead } from "@/components/ui/page";
import { Loading } from "@/components/ui/states";
import { useTexts } from "@/i18n";
import { notices } from "@/lib/notices";
import { resume, tenantQuery, type PlatformTenant, type Provisioned } from "../api/platform";
import { refusalOf } from "../api/refusals";
import { ActDialog, type Act } from "../components/act-dialog";
import { DeletionCertificate, DeletionProgress } from "../components/deletion";
import { ShownLink } from "../components/shown-link";
import { StarterCatalogue } from "../components/starter";
import { TenantStateMark } from "../components/tenant-state";
import { WelcomeAgainDialog } from "../components/welcome-again";
import "../platform.css";

/** One tenant, for who runs the platform: how it stands, and what can be done. Nothing of what is in it. */
export default function TenantPage() {
  const { t } = useTexts();
  const { id = "" } = useParams();
  const query = useQuery(tenantQuery(id));
  return (
    <>
      <PageHead title={query.data?.name ?? id} back={{ to: "/platform", label: t("platform.title") }} />
      <Loading query={query}>{(tenant) => <Known key={id} tenant={tenant} />}</Loading>
    </>
  );
}

function Known({ tenant }: { tenant: PlatformTenant }) {
  const [made, setMade] = useState<Provisioned>();
  const { id, state, deletion } = tenant;
  const open = state === "active" || state === "suspended" || state === "exporting" || state === "provisioning";
  return (
    <div className="stack-l">
      {made && <ShownLink made={made} onDone={() => setMade(undefined)} />}
      {state === "deleting" && deletion && <DeletionProgress tenant={tenant} operation={deletion} />}
      <Facts tenant={tenant} />
      <Actions tenant={tenant} onMade={setMade} />
      {open && <StarterCatalogue tenant={id} />}
      {state === "deleted" && <DeletionCertificate tenant={id} />}
    </div>
  );
}

function Facts({ tenant }: { tenant: PlatformTenant }) {
  const { t, format } = useTexts();
  const { id, state, rest, hosts, languages, dataRegion, plan } = tenant;
  const page = `${window.location.origin}/t/${id}/`;
  return (
    <section className="stack-s" aria-labelledby="facts">
      <h2 id="facts">{t("platform.facts.title")}</h2>
      <TenantStateMark state={state} />
      {rest && <p className="measure">{t("platform.facts.rest", { when: format.moment(rest.at) })} <q><bdi>{rest.reason}</bdi></q></p>}
      <dl className="facts">
        <dt>{t("platform.heads.id")}</dt><dd>{id}</dd>
        {state !== "deleted" && <><dt>{t("platform.facts.address")}</dt><dd className="platform-hash"><a href={page}>{page}</a></dd></>}
        <dt>{t("platform.heads.languages")}</dt><dd>{format.list(languages.map((code) => format.language(code)))}</dd>
        {hosts.length > 0 && <><dt>{t("platform.heads.hosts")}</dt><dd className="platform-hash">{hosts.join(", ")}</dd></>}
        {dataRegion && <><dt>{t("platform.heads.dataRegion")}</dt><dd>{dataRegion}</dd></>}
        {plan && <><dt>{t("platform.heads.plan")}</dt><dd>{plan}</dd></>}
      </dl>
    </section>
  );
}

function Actions({ tenant, onMade }: { tenant: PlatformTenant; onMade: (made: Provisioned) => void }) {
  const { t } = useTexts();
  const client = useQueryClient();
  const [act, setAct] = useState<Act | "welcome">();
  const close = () => setAct(undefined);
  const refresh = () => client.invalidateQueries({ queryKey: ["platform"] });
  const back = useMutation({
    mutationFn: () => resume(tenant.id),
    onSuccess: () => notices.show(t("platform.resumed", { name: tenant.name })),
    onError: (error) => notices.show(refusalOf(error, t), "harm"),
    onSettled: refresh,
  });
  const done = (one: Act) => {
    notices.show(t(`platform.${one}.done`, { name: tenant.name }));
    close();
    void refresh();
  };
  const { state } = tenant;
  const deleting = state === "deleting" && !tenant.erasureBeganAt;
  if (state === "deleted" || (state === "deleting" && !deleting)) return null;
  return (
    <section className="stack-s" aria-labelledby="acts">
      <h2 id="acts">{t("platform.acts")}</h2>
      <div className="row">
        {(state === "suspended" || state === "exporting") && <Button tone="primary" working={back.isPending} onPress={() => back.mutate()}>{t("platform.resume")}</Button>}
        {deleting && <Button tone="primary" working={back.isPending} onPress={() => back.mutate()}>{t("platform.takeBack")}</Button>}
        {(state === "active" || state === "exporting") && <Button onPress={() => setAct("suspend")}>{t("platform.suspend.action")}</Button>}
        {(state === "active" || state === "suspended") && <Button onPress={() => setAct("handOver")}>{t("platform.handOver.action")}</Button>}
        {!deleting && <Button onPress={() => setAct("welcome")}>{t("platform.again.action")}</Button>}
        {!deleting && <Button tone="harm" onPress={() => setAct("delete")}>{t("platform.delete.action")}</Button>}
      </div>
      {act === "welcome" && <WelcomeAgainDialog tenant={tenant.id} onClose={close} onMade={(made) => { close(); onMade(made); }} />}
      {act && act !== "welcome" && <ActDialog act={act} tenant={tenant} onClose={close} onDone={() => done(act)} />}
    </section>
  );
}
