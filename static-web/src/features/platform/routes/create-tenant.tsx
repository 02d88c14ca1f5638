import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useNavigate } from "react-router";
import { Button, ButtonLink } from "@/components/ui/button";
import { ErrorSummary, TextArea, TextField } from "@/components/ui/fields";
import { PageHead } from "@/components/ui/page";
import { languages, useTexts } from "@/i18n";
import type { FieldErrors } from "@/lib/forms";
import { provision, type Proof, type Provisioned } from "../api/platform";
import { useFormProblem } from "../components/form-problem";
import { ProofFields } from "../components/proof";
import { ShownLink } from "../components/shown-link";
import "../platform.css";

const blank = { id: "", name: "", administrator: "", hosts: "", dataRegion: "", plan: "" };

/** Makes a tenant, and shows its administrator's link once. */
export default function CreateTenant() {
  const { t, language } = useTexts();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [draft, setDraft] = useState(blank);
  const [chosen, setChosen] = useState<string[]>([language]);
  const [proof, setProof] = useState<Proof>({});
  const [made, setMade] = useState<Provisioned>();
  const { problem, fail, refused } = useFormProblem();
  const change = (part: Partial<typeof blank>) => setDraft((now) => ({ ...now, ...part }));
  const create = useMutation({
    mutationFn: () => {
      const [hosts, dataRegion, plan] = [draft.hosts.split(/\s+/).filter(Boolean), draft.dataRegion.trim(), draft.plan.trim()];
      const description = { name: draft.name.trim(), languages: chosen, administrator: draft.administrator.trim() };
      return provision(draft.id.trim(), { ...description, ...(hosts.length > 0 ? { hosts } : {}), ...(dataRegion ? { dataRegion } : {}), ...(plan ? { plan } : {}) }, proof);
    },
    onSuccess: (done) => {
      setMade(done);
      void client.invalidateQueries({ queryKey: ["platform"] });
    },
    onError: refused,
  });
  const submit = () => {
    const errors: FieldErrors = {};
    if (!/^[a-z0-9][a-z0-9-]{0,61}[a-z0-9]$/.test(draft.id.trim())) errors.tenant = t("platform.form.notAnId");
    if (!draft.name.trim()) errors.name = t("errors.field.required");
    if (!draft.administrator.trim()) errors.administrator = t("errors.field.required");
    if (chosen.length === 0) errors.languages = t("platform.form.noLanguage");
    if (Object.keys(errors).length > 0) fail(errors);
    else create.mutate();
  };
  const back = { to: "/platform", label: t("platform.title") };
  if (made) {
    return (
      <>
        <PageHead title={t("platform.create.done", { name: made.name })} back={back} />
        <ShownLink made={made} onDone={() => void navigate(`/platform/tenants/${made.id}`)} />
      </>
    );
  }
  const { errors } = problem;
  return (
    <>
      <PageHead title={t("platform.create.title")} lead={t("platform.create.lead")} back={back} />
      <form className="stack narrow" noValidate onSubmit={(event) => { event.preventDefault(); submit(); }}>
        <ErrorSummary {...problem} />
        <TextField name="name" required label={t("platform.form.name")} value={draft.name} onChange={(name) => change({ name })} error={errors.name} />
        <TextField name="tenant" required autoComplete="off" label={t("platform.form.id")} hint={t("platform.form.idHint")} value={draft.id} onChange={(id) => change({ id })} error={errors.tenant} />
        <Languages chosen={chosen} onChange={setChosen} error={errors.languages} />
        <TextField name="administrator" type="email" required autoComplete="off" label={t("platform.form.administrator")} hint={t("platform.form.administratorHint")} value={draft.administrator} onChange={(administrator) => change({ administrator })} error={errors.administrator} />
        <TextArea name="hosts" optional rows={2} label={t("platform.form.hosts")} hint={t("platform.form.hostsHint")} value={draft.hosts} onChange={(hosts) => change({ hosts })} error={errors.hosts} />
        <TextField name="dataRegion" optional label={t("platform.form.dataRegion")} value={draft.dataRegion} onChange={(dataRegion) => change({ dataRegion })} error={errors.dataRegion} />
        <TextField name="plan" optional label={t("platform.form.plan")} value={draft.plan} onChange={(plan) => change({ plan })} error={errors.plan} />
        <ProofFields proof={proof} onChange={setProof} errors={errors} refusal={create.error} />
        <div className="row">
          <Button tone="primary" type="submit" working={create.isPending}>{t("platform.create.submit")}</Button>
          <ButtonLink to="/platform">{t("shell.cancel")}</ButtonLink>
        </div>
      </form>
    </>
  );
}

function Languages({ chosen, onChange, error }: { chosen: string[]; onChange: (chosen: string[]) => void; error?: string }) {
  const { t } = useTexts();
  return (
    <fieldset className="plain-set stack-s" id="field-languages" tabIndex={-1} aria-describedby={error ? "languages-error" : undefined}>
      <legend className="field-label">{t("platform.form.languages")}</legend>
      <p className="field-hint">{t("platform.form.languagesHint")}</p>
      {error && <p className="field-error" id="languages-error">{error}</p>}
      {Object.entries(languages).map(([code, name]) => (
        <label key={code} className="row platform-check">
          <input type="checkbox" checked={chosen.includes(code)} onChange={() => onChange(chosen.includes(code) ? chosen.filter((one) => one !== code) : [...chosen, code])} />
          <span lang={code}>{name}</span>
        </label>
      ))}
    </fieldset>
  );
}
