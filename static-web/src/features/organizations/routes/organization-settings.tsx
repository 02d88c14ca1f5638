import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useParams } from "react-router";
import type { Tagged } from "@/api/client";
import { isProblem } from "@/api/problem";
import { meQuery } from "@/api/session";
import { changeOrganization, organizationQuery, type Organization } from "@/api/teams";
import { Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/fields";
import { Loading } from "@/components/ui/states";
import { languages, useTexts } from "@/i18n";
import { fieldErrors, type FieldErrors } from "@/lib/forms";
import { notices } from "@/lib/notices";
import { teamRefusal } from "@/lib/team-refusals";
import { OrganizationAdministrators } from "../components/organization-administrators";
import { draftOf, filled, OrganizationFields } from "../components/organization-form";

/** What those who manage an organization can change. */
export default function OrganizationSettings() {
  const { id = "" } = useParams();
  return (
    <Loading query={useQuery(organizationQuery(id))}>
      {(organization) => (
        <div className="stack-l">
          <SettingsForm organization={organization} />
          <OrganizationAdministrators organization={organization} />
        </div>
      )}
    </Loading>
  );
}

function SettingsForm({ organization }: { organization: Tagged<Organization> }) {
  const { t, language } = useTexts();
  const client = useQueryClient();
  const me = useQuery(meQuery).data;
  const [draft, setDraft] = useState(() => draftOf(organization));
  const [problem, setProblem] = useState<{ errors: FieldErrors; message?: string; round: number }>({ errors: {}, round: 0 });
  const fail = (errors: FieldErrors, message?: string) => setProblem((now) => ({ errors, message, round: now.round + 1 }));
  const offered = me && me.tenant.languages.length > 0 ? me.tenant.languages : Object.keys(languages);

  const save = useMutation({
    mutationFn: () => changeOrganization(organization.id, { ...draft, name: filled(draft.name), description: filled(draft.description) }, organization.etag),
    onSuccess: (saved) => {
      client.setQueryData(organizationQuery(saved.id).queryKey, saved);
      void client.invalidateQueries({ queryKey: ["organizations"] });
      fail({});
      notices.show(t("organizations.settings.saved"));
    },
    onError: (error) => {
      const errors = fieldErrors(error, t);
      fail(errors, Object.keys(errors).length > 0 ? undefined : teamRefusal(error, t));
      if (isProblem(error, 412)) void client.invalidateQueries({ queryKey: ["organization", organization.id] });
    },
  });

  const submit = () => {
    if (Object.keys(filled(draft.name)).length === 0) return fail({ [`name.${language}`]: t("errors.field.required") });
    save.mutate();
  };

  return (
    <form className="stack form narrow" noValidate onSubmit={(event) => { event.preventDefault(); submit(); }}>
      <h2>{t("organizations.settings.title")}</h2>
      <ErrorSummary {...problem} />
      <OrganizationFields draft={draft} change={(part) => setDraft((now) => ({ ...now, ...part }))} errors={problem.errors} offered={offered} first={language} />
      <div><Button tone="primary" type="submit" working={save.isPending}>{t("organizations.settings.save")}</Button></div>
    </form>
  );
}
